import { errorMonitor } from 'node:events';
import { holdRequestError, safely, setRequestRoute, setRequestUser, type User, type Verdict } from '@vigil/node';
import type { App, Hooks, Reply, Request } from './fastifyTypes';
import { heldLike } from './heldLike';

export interface AppOptions {
  rule?: ((error: unknown, verdict: Verdict, request: Request, reply: Reply) => boolean) | undefined;
  userFromRequest?: ((request: never) => User | null | undefined) | undefined;
}

/**
 * Adds the hooks to an app, and to the encapsulated ones it has by now: they took over the hooks of their parent when they were made.
 * Throws what Fastify throws, when the app has started.
 */
export function hookApp(app: App, options: AppOptions): void {
  const hooks = createHooks(options);
  const add = (each: App): void => {
    for (const [name, hook] of Object.entries(hooks)) each.addHook(name, hook);
    for (const child of childrenOf(each)) add(child);
  };
  add(app);
}

function childrenOf(app: App): App[] {
  const key = Object.getOwnPropertySymbols(app).find(({ description }) => description === 'fastify.children');
  return (key && (app as App & { [children: symbol]: App[] | undefined })[key]) || [];
}

function createHooks(options: AppOptions): Hooks {
  const hold = (error: unknown, request: Request, reply: Reply): void => {
    const { rule } = options;
    const shouldHandleError = rule && ((thrown: unknown, verdict: Verdict) => rule(thrown, verdict, request, reply));
    safely(() => {
      const first = heldLike(error);
      reply.sentry = holdRequestError(request.raw, reply.raw, first ? first.error : error, {
        mechanism: 'auto.function.fastify',
        shouldHandleError,
      });
      describe(request, options);
    });
  };
  return {
    onRequest(request, _reply, done) {
      safely(() => describe(request, options));
      done();
    },
    onError(request, reply, error, done) {
      hold(error, request, reply);
      done();
    },
    // a body that fails half way comes to no hook; a listener of `errorMonitor` changes nothing about the stream
    onSend(request, reply, payload, done) {
      if (isStream(payload)) safely(() => payload.on(errorMonitor, error => hold(error, request, reply)));
      done();
    },
  };
}

/** Route and user of a request. Said again for an error: what Fastify injects has no context before. */
function describe(request: Request, { userFromRequest }: AppOptions): void {
  const { routeOptions } = request;
  setRequestRoute(request.raw, routeOptions ? routeOptions.url : request.context?.config?.url);
  if (userFromRequest) setRequestUser(request.raw, () => userFromRequest(request as never));
}

function isStream(payload: unknown): payload is NodeJS.ReadableStream {
  const { pipe, on } = Object(payload) as Record<string, unknown>;
  return typeof pipe === 'function' && typeof on === 'function';
}
