import type { Scope } from '@vigil/core';
import { notBuiltYet, refuse } from './notBuiltYet';

export type LogSeverityLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';
export interface LogMetadata {
  scope?: Scope;
}
export type LogMethod = (message: string, attributes?: Record<string, unknown>, metadata?: LogMetadata) => void;

function log(message: string): void {
  notBuiltYet('logger');
  if (typeof message !== 'string' && !((message as unknown) instanceof String)) refuse('logger');
}

/** Structured logs. Nothing is sent yet. */
export const logger = {
  trace: log as LogMethod,
  debug: log as LogMethod,
  info: log as LogMethod,
  warn: log as LogMethod,
  error: log as LogMethod,
  fatal: log as LogMethod,
  /** Joins a template and its values to the text of a log line. */
  fmt: (strings: TemplateStringsArray, ...values: unknown[]): string => String.raw({ raw: strings }, ...values.map(String)),
};
