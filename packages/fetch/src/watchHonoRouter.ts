import { copyShape, getCurrentHub, safely } from '@vigil/core';
import { honoTemplate } from './honoTemplate';
import type { HonoApp, HonoContext, HonoEntry, HonoHandler, HonoNext } from './honoTypes';
import { requestContextOf } from './requestContextOf';

/** What a watched app tells. */
export interface HonoWatch {
  /** Runs a handler, or middleware, in the context of its request. */
  enter(context: HonoContext, call: () => unknown): unknown;
  failed(context: HonoContext, error: unknown): void;
}

/**
 * Every handler, middleware too, is found by the router and called from where it found it: looked at there, it does not matter when it
 * was added. A handler is wrapped when it is first found, in its place; `app.routes` keeps the application's own.
 */
export function watchHonoRouter(app: HonoApp, watch: HonoWatch): void {
  const inner = app.router;
  const known = new WeakSet<HonoEntry>();
  app.router = {
    get name() {
      return inner.name;
    },
    add: (...args) => inner.add(...args),
    match(method, path) {
      const found = inner.match(method, path);
      safely(() => {
        const entries = found[0].map(([entry]) => entry);
        // the router is asked before anything else happens
        const context = requestContextOf(getCurrentHub());
        if (context) context.route = honoTemplate(entries.map(([, route]) => route));
        for (const entry of entries) {
          if (known.has(entry)) continue;
          known.add(entry);
          entry[0] = watched(entry[0], watch);
        }
      });
      return found;
    },
  };
}

function watched(handler: HonoHandler, { enter, failed }: HonoWatch): HonoHandler {
  return copyShape(handler, function (this: unknown, context: HonoContext, next: HonoNext): unknown {
    const rethrow = (error: unknown): never => {
      failed(context, error);
      throw error;
    };
    try {
      const result = enter(context, () => handler.call(this, context, next));
      if (!(result instanceof Promise)) return result;
      return result.then(answer => {
        // a sub-app's own error handler has answered
        if (context.error !== undefined) failed(context, context.error);
        return answer;
      }, rethrow);
    } catch (error) {
      return rethrow(error);
    }
  });
}
