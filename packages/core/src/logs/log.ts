import { safely } from '../base/safely';
import type { LogSeverityLevel } from '../client/sentryItems';
import { copyOf, listOf } from '../scope/copyOf';
import { captureLog, type LogMetadata, templateAttributes } from './captureLog';
import { formatText } from './formatText';

export interface LogMethod {
  (message: string, attributes?: Record<string, unknown>, metadata?: LogMetadata): void;
  /** A template as `util.format` has it, and its values, which leave apart too, to be searched by. */
  (template: string, values: unknown[], attributes?: Record<string, unknown>, metadata?: LogMetadata): void;
}
/** What either of them is called with. */
export type LogArguments = [message: string, given?: unknown, ...rest: unknown[]];

export function log(level: LogSeverityLevel, ...[message, given, ...rest]: LogArguments): void {
  const isTemplate = safely(() => Array.isArray(given));
  if (!isTemplate) {
    captureLog(level, message, given as object | undefined, rest[0] as LogMetadata | undefined);
    return;
  }
  const [attributes, metadata] = rest as [object?, LogMetadata?];
  const template = safely(() => String(message)) ?? '';
  // what is a list may be one of a class of its own, or have holes
  const values = safely(() => Array.from(listOf(given as unknown[]))) ?? [];
  captureLog(level, formatText([template, ...values]), { ...templateAttributes(template, values), ...copyOf(attributes) }, metadata);
}
