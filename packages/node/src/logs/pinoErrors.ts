import { isError, isObject, peek } from '@vigil/core';
import { keyOf, memberOf } from './pinoLogger';

type Rule = (value: unknown) => unknown;

/** What the option `redact` of this logger does to a value under this key. Throws for a logger that cannot be asked. */
function ruleOf(logger: object, key: string): Rule | undefined {
  const rules = memberOf(logger, 'pino.stringifiers') as Record<string, Rule>;
  return Object.hasOwn(rules, key) ? rules[key] : (memberOf(rules, 'pino.wildcardFirst') as Rule | undefined);
}

const plainOf = (error: Error) => ({ type: error.name, message: error.message, stack: error.stack, ...(error as object) });

/** Without a serialiser pino writes an error as `{}`: what one for errors would have left of it, and `redact` of that. */
export function fillError(logger: object, key: string, error: unknown, written: unknown): unknown {
  if (!isError(error) || !isObject(written) || hasSerializer(logger, key)) return written;
  const rule = ruleOf(logger, key);
  const plain = plainOf(error);
  return { ...(rule ? (JSON.parse(String(rule(plain))) as object) : plain), ...written };
}

function hasSerializer(logger: object, key: string): boolean {
  const serializers = memberOf(logger, 'pino.serializers');
  return key === keyOf(logger, 'errorKey', 'err') || !isObject(serializers) || peek(serializers, key) !== undefined;
}

/** The error that a line is about: as it was thrown where `redact` takes nothing from it, else what is written of it. */
export function errorOf(logger: object, key: string, error: unknown, written: unknown): unknown {
  if (!isError(error)) return written;
  if (isUntouched(logger, key, error, written)) return error;
  return isObject(written) ? standIn(written) : undefined;
}

function isUntouched(logger: object, key: string, error: Error, written: unknown): boolean {
  try {
    const rule = ruleOf(logger, key);
    if (!rule) return true;
    const plain = plainOf(error);
    // names of a serialiser of the application's own: what is meant by a path of `redact` is not known
    const isForeign = Object.keys(Object(written) as object).some(name => !(name in plain || name === 'aggregateErrors'));
    return !isForeign && rule(plain) === JSON.stringify(plain);
  } catch {
    return false;
  }
}

function standIn({ type, message, stack, ...own }: Record<string, unknown>): Error {
  const error = Object.assign(new Error(String(message ?? '')), own);
  const set = (name: string, value: unknown) => Object.defineProperty(error, name, { value, configurable: true });
  set('name', String(type ?? 'Error'));
  set('stack', typeof stack === 'string' ? stack : '');
  return error;
}

/** Under which key of the merged object something was thrown: pino's own for it, else the first that holds an error. */
export function keyOfError(entry: Record<string, unknown>, errorKey: string): string | undefined {
  return peek(entry, errorKey) ? errorKey : Object.keys(entry).find(key => isError(peek(entry, key)));
}
