import { type AdapterOptions, checkOptionsOf } from '@vigil/node';
import type { App } from './fastifyTypes';
import type { AppOptions } from './hookApp';
import { startOn } from './setupFastifyErrorHandler';

type Plugin = (app: unknown, options: AdapterOptions, done: () => void) => void;

/** `app.register(vigilFastify, options)`: the same as `setupFastifyErrorHandler`, with the options of every adapter. */
export const vigilFastify: Plugin = /* @__PURE__ */ markPlugin((app, options, done) => {
  const { shouldHandleError, userFromRequest } = checkOptionsOf('vigilFastify', options);
  const rule: AppOptions['rule'] = shouldHandleError && ((error, verdict) => shouldHandleError(error as Error, verdict));
  startOn(app as App, { rule, userFromRequest });
  done();
});

/** Fastify keeps the hooks of a plugin inside it, unless it says otherwise. */
function markPlugin(plugin: Plugin): Plugin {
  return Object.assign(plugin, {
    [Symbol.for('skip-override')]: true,
    [Symbol.for('fastify.display-name')]: '@vigil/fastify',
  });
}
