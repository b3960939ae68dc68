import { errorMonitor } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  getCurrentHub,
  holdRequestError,
  inRequestContext,
  safely,
  setRequestRoute,
  setRequestUser,
  type User,
  type Verdict,
} from '@vigil/node';
import type { App, Enter, Hooks, Reply, Request } from './fastifyTypes';
import { heldLike } from './heldLike';
import { symbolOf } from './symbolOf';
import { watchSend } from './watchSend';

export interface AppOptions {
  rule?: ((error: unknown, verdict: Verdict, request: Request, reply: Reply) => boolean) | undefined;
  userFromRequest?: ((request: never) => User | null | undefined) | undefined;
}

/**
 * Adds the hooks to an app; Fastify adds them to the encapsulated ones it has by now. Returns what holds an error of the request that is
 * served now, for what comes to no hook. Throws what Fastify throws, when the app has started.
 */
export function hookApp(app: App, options: AppOptions): (error: unknown) => void {
  const { hold, enter, hooks } = createHooks(options);
  for (const [name, hook] of Object.entries(hooks)) app.addHook(name, hook);
  if (!putFirst(app, enter)) app.addHook('onRequest', enter);
  watchSend(app, hold);
  return error => {
    const { message, response } = Object(getCurrentHub().request) as { message?: IncomingMessage; response?: ServerResponse };
    const reply = message && (replies.get(message) ?? { raw: response as ServerResponse });
    if (reply) hold(error, reply.request ?? { raw: message }, reply);
  };
}

/**
 * Before the hooks that the application added by now: an injected request has no context until ours has run. Encapsulated apps took over
 * the hooks of their parent when they were made. False: this Fastify keeps its hooks elsewhere.
 */
function putFirst(app: App, enter: Enter): boolean {
  const { onRequest } = Object(kept(app, 'fastify.hooks')) as { onRequest?: unknown };
  if (!Array.isArray(onRequest)) return false;
  onRequest.unshift(enter);
  for (const child of (kept(app, 'fastify.children') ?? []) as App[]) putFirst(child, enter);
  return true;
}

function kept(app: App, name: string): unknown {
  const key = symbolOf(app, name);
  return key && (app as App & { [name: symbol]: unknown })[key];
}

/** By Node's request, where somebody's rule wants to see them. */
const replies = new WeakMap<object, Reply>();

interface OurHooks {
  hold(error: unknown, request: Request, reply: Reply): void;
  enter: Enter;
  hooks: Hooks;
}

function createHooks(options: AppOptions): OurHooks {
  const hold = (error: unknown, request: Request, reply: Reply): void => {
    const { rule } = options;
    const shouldHandleError = rule && ((thrown: unknown, verdict: Verdict) => rule(thrown, verdict, request, reply));
    safely(() => {
      const first = heldLike(error);
      reply.sentry = holdRequestError(request.raw, reply.raw, first ? first.error : error, {
        mechanism: 'auto.function.fastify',
        shouldHandleError,
      });
      if (request.routeOptions || request.context) describe(request, options);
    });
  };
  const enter: Enter = (request, reply, done) => {
    if (options.rule) replies.set(request.raw, reply);
    inRequestContext(request.raw, reply.raw, () => {
      safely(() => describe(request, options));
      done();
    });
  };
  const hooks: Hooks = {
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
  return { hold, enter, hooks };
}

/** Route and user of a request. Said again for an error: before `init`, or while the client was off, it had no context. */
function describe(request: Request, { userFromRequest }: AppOptions): void {
  const { routeOptions } = request;
  setRequestRoute(request.raw, routeOptions ? routeOptions.url : request.context?.config?.url);
  if (userFromRequest) setRequestUser(request.raw, () => userFromRequest(request as never));
}

function isStream(payload: unknown): payload is NodeJS.ReadableStream {
  const { pipe, on } = Object(payload) as Record<string, unknown>;
  return typeof pipe === 'function' && typeof on === 'function';
}
