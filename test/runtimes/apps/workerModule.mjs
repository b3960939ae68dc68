// Everything that a Worker may do before its first request, and a clock that a request can put forward.
import { env } from 'cloudflare:workers';
import * as Vigil from '@vigil/fetch';

let ahead = 0;
Vigil.init({ dsn: env.SENTRY_DSN, release: 'worker@1', budget: false, deps: { now: () => Date.now() + ahead } });
Vigil.setTag('started', 'yes');
Vigil.addBreadcrumb({ message: 'started' });
if (env.CAPTURE) Vigil.captureMessage('captured before the first request');

async function failLater(value) {
  await scheduler.wait(50);
  throw new Error(`failed for ${value}`);
}

export default {
  fetch: Vigil.wrapFetchHandler((request, _env, ctx) => {
    const { pathname } = new URL(request.url);
    const [, what, value] = pathname.split('/');
    if (what === 'fail') throw new Error(`failed for ${value}`);
    if (what === 'background') ctx.waitUntil(failLater(value));
    if (what === 'later') ahead += Number(value);
    return Response.json(Vigil.getClient().stats());
  }),
};
