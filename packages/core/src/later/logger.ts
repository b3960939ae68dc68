import { safely } from '../base/safely';
import { parameterize } from '../filters/parameterize';
import { checkOptionsOf, refuse } from '../scope/refuse';
import type { Scope } from '../scope/scope';
import { notBuiltYet } from './notBuiltYet';

export interface LogMetadata {
  scope?: Scope;
}
export type LogMethod = (message: string, attributes?: Record<string, unknown>, metadata?: LogMetadata) => void;

function log(message: string, attributes?: Record<string, unknown>, metadata?: LogMetadata): void {
  notBuiltYet('logger');
  if (typeof message !== 'string' && !safely(() => (message as unknown) instanceof String)) refuse('logger');
  checkOptionsOf('logger', attributes);
  checkOptionsOf('logger', metadata);
}

/** Structured logs. Nothing is sent yet. */
export const logger = {
  trace: log,
  debug: log,
  info: log,
  warn: log,
  error: log,
  fatal: log,
  /** Joins a template and its values to the text of a log line. */
  fmt: parameterize,
};
