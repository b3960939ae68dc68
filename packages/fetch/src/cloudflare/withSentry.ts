import { copyShape, isObject, peek, safely, wrapHandler } from '@vigil/core';
import { honoMiddleware } from '../honoMiddleware';
import { wrapFetchHandler } from '../withStorage';
import type { ClassOf, ExportedHandlerOf } from './cloudflareTypes';
import { type OptionsOf, startOnce } from './startOnce';
import { wrapClass } from './wrapClass';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** What else a worker is called with, and by which name its events know it. */
const EVENTS = { scheduled: 'cron', queue: 'queue', email: 'email', tail: 'tail', trace: 'tail' };

const contextsOf: { [name: string]: ((given: unknown) => Record<string, Record<string, unknown>>) | undefined } = {
  queue: batch => ({ queue: { name: peek(batch, 'queue'), messages: peek(peek(batch, 'messages'), 'length') } }),
  scheduled: controller => ({ trigger: { cron: peek(controller, 'cron'), scheduledTime: peek(controller, 'scheduledTime') } }),
};

/** `method`, before whose first call the SDK is started with what the call brings. */
function started<Env>(method: Method, inner: Method, optionsOf: OptionsOf<Env>): Method {
  return copyShape(method, function (this: unknown, ...args: unknown[]): unknown {
    startOnce(() => optionsOf(args[1] as Env));
    return Reflect.apply(inner, this, args);
  }) as Method;
}

/**
 * The object that a worker exports: its handlers (`fetch`, `scheduled`, `queue`, `email`, `tail`) have a context for each call, and what
 * they fail with is reported once. Of a `WorkerEntrypoint` class all methods are, those that are called by RPC too; of an app of Hono's its
 * routes are known. `optionsOf` is asked with `env` at the first call, unless `init` was called. Gives the same object, a copy of a
 * frozen one, or a subclass.
 */
export function withSentry<
  Env = unknown,
  Message = unknown,
  _Host = unknown,
  H extends ExportedHandlerOf<Env, Message> | ClassOf<Env> = ExportedHandlerOf<Env, Message>,
>(optionsOf: OptionsOf<Env>, handler: H): H {
  if (typeof handler === 'function') return wrapClass(optionsOf, handler as unknown as ClassOf<Env>, 'worker') as unknown as H;
  if (!isObject(handler)) return handler;
  const methods = changeable(handler) as Record<string, Method>;
  // what is no app of Hono's it leaves alone
  honoMiddleware(methods);
  const { fetch } = methods;
  const replace = (name: string, inner: Method) => safely(() => (methods[name] = started(methods[name]!, inner, optionsOf)));
  if (typeof fetch === 'function') replace('fetch', wrapFetchHandler(fetch as (request: Request) => Promise<Response>) as Method);
  for (const [name, system] of Object.entries(EVENTS)) {
    const method = safely(() => methods[name]);
    if (typeof method === 'function') replace(name, wrapHandler(method, { name, system, contexts: contextsOf[name] }) as Method);
  }
  return methods as unknown as H;
}

/** Itself, or a copy of one whose handlers cannot be replaced: frozen, or a module. */
function changeable(handler: object): object {
  const fields = Object.values(Object.getOwnPropertyDescriptors(handler));
  return fields.every(({ writable }) => writable !== false) ? handler : { ...handler };
}
