import { isObject, type LogSeverityLevel, peek, safely } from '@vigil/core';
import { errorOf, fillError, keyOfError } from './pinoErrors';
import { keyOf, levelLabel } from './pinoLogger';
import { severityOf, severityOfNumber } from './severityOf';
import type { PinoLine } from './watchPino';

/** A line of pino as it is written: what its serialisers and `redact` left of it. */
export interface ReadLine {
  /** Of pino, as a number. */
  number: unknown;
  text: unknown;
  /** All that is neither level, time nor process, the message among them. */
  fields: Record<string, unknown>;
  /** Of the fields, the one that is the error. */
  errorKey: string;
  /** What was thrown, if something was handed over beside the message. */
  error: unknown;
}

/** By its name, and a level of the application's own by its number. */
export function levelOf({ instance, arguments: [, , number] }: PinoLine): LogSeverityLevel {
  return severityOf(levelLabel(instance, number)) ?? severityOfNumber(number);
}

/** Undefined for one that was not written. */
export function readPinoLine({ instance, arguments: [entry, , number], result }: PinoLine): ReadLine | undefined {
  if (typeof result !== 'string') return undefined;
  const messageKey = keyOf(instance, 'messageKey', 'msg');
  const errorKey = keyOf(instance, 'errorKey', 'err');
  const parsed = safely(() => JSON.parse(result) as unknown);
  // where a serialiser of the application's wrote what is no JSON, the line as it stands is what may leave
  const written = isObject(parsed) ? parsed : { [messageKey]: result.trim() };
  const { level: _level, time: _time, pid: _pid, hostname: _hostname, ...rest } = written;
  const fields: Record<string, unknown> = rest;
  const raw = isObject(entry) ? entry : {};
  for (const key of Object.keys(fields)) {
    fields[key] = safely(() => fillError(instance, key, peek(raw, key), fields[key])) ?? fields[key];
  }
  const key = keyOfError(raw, errorKey);
  const error = key === undefined ? undefined : errorOf(instance, key, raw[key], fields[key]);
  return { number, text: fields[messageKey] ?? '', fields, errorKey: key ?? errorKey, error };
}
