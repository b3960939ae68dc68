import * as Vigil from '@vigil/fetch/als';
import { createHandler } from './handler.mjs';

const handler = createHandler(
  () => Vigil,
  (_request, _env, ctx) => ctx.waitUntil(Vigil.flush(2_000)),
);
const wrapped = Vigil.wrapFetchHandler(handler, env => ({ init: { dsn: env.SENTRY_DSN, budget: false } }));

export default {
  fetch: (request, env, ctx) => (env.BARE ? handler : wrapped)(request, env, ctx),
};
