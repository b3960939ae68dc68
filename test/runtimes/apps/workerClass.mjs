// The class form: the environment and what holds the worker are the instance's.
import { WorkerEntrypoint } from 'cloudflare:workers';
import * as Vigil from '@vigil/fetch/als';

export default class Main extends WorkerEntrypoint {
  async fetch(request) {
    const { pathname } = new URL(request.url);
    Vigil.setTag('path', pathname);
    if (pathname === '/fail/1') throw new Error('failed for 1');
    if (pathname === '/background/1') this.ctx.waitUntil(this.failLater());
    if (pathname === '/method/1') this.ctx.waitUntil(this.tick(1).catch(() => {}));
    return Response.json(Vigil.getClient().stats());
  }
  async failLater() {
    await scheduler.wait(50);
    throw new Error('failed for 1');
  }
  async tick(n) {
    throw new Error(`failed for ${n}`);
  }
}
Main.prototype.fetch = Vigil.wrapFetchHandler(Main.prototype.fetch, env => ({ init: { dsn: env.SENTRY_DSN } }));
Main.prototype.tick = Vigil.wrapHandler(Main.prototype.tick, 'tick');
