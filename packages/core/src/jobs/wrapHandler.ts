import { watchCalls } from '../base/watchCalls';
import { type HandlerMeta, type LambdaMeta, readMeta } from './handlerMeta';
import { startJob } from './startJob';

/**
 * A handler of messages, jobs, ticks or invocations, each call in a context of its own: with the process's tags and what its carrier
 * brings, never with the process's user or breadcrumbs. What `fn` throws, rejects with, or throws as a generator is reported once
 * (`handled: false`, `contexts.job`) and passed on as the same object; with attempts left it is only counted (outcome `filtered` by
 * `attempt`). Name, length, fields, `this` and arguments are those of `fn`; the answer too, but a promise may settle later by `flush`.
 */
export function wrapHandler<A extends unknown[], R>(fn: (...args: A) => R, meta: string | HandlerMeta<A>): (...args: A) => R;
/** A handler of AWS Lambda, as `@sentry/aws-serverless` takes it: called after the function. */
export function wrapHandler<A extends unknown[], R>(fn: (...args: A) => R, meta?: LambdaMeta): (...args: A) => R;
export function wrapHandler<A extends unknown[], R>(fn: (...args: A) => R, meta?: unknown): (...args: A) => R {
  if (typeof fn !== 'function') return fn;
  const known = readMeta(fn, meta);
  return watchCalls(fn, (args, self) => startJob(known, args, self));
}
