import { AsyncLocalStorage } from 'node:async_hooks';
import { Hono } from 'hono';
import { routePath } from 'hono/route';
import { LinearRouter } from 'hono/router/linear-router';
import { PatternRouter } from 'hono/router/pattern-router';
import { RegExpRouter } from 'hono/router/reg-exp-router';
import { TrieRouter } from 'hono/router/trie-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventsOf, start, stopAll, valuesOf } from './fixtures/live';
import { honoMiddleware } from './hono';
import * as Vigil from './index';

afterEach(stopAll);

type Env = { Variables: { sentry?: string; user?: { id: string } } };
const quiet = (app: Hono<Env>) => app.onError((error, c) => c.text(`${error.message} ${c.get('sentry')} ${Vigil.lastEventId()}`, 500));
const fails = () => {
  throw new Error('broken');
};

it('takes null for options, and for an app', () => {
  for (const nothing of [null, undefined, {}]) expect(() => honoMiddleware(nothing, null as never)).not.toThrow();
});

describe('the middleware for Hono', () => {
  it('has the id of the event there at once: for the error page, and as lastEventId', async () => {
    const kit = start({ AsyncLocalStorage });
    const app = quiet(new Hono<Env>());
    app.use(honoMiddleware(app));
    app.get('/users/:id', fails);
    const text = await (await app.request('/users/7')).text();
    const [event] = await eventsOf(kit);
    expect(text).toBe(`broken ${event?.event_id} ${event?.event_id}`);
    expect(event).toMatchObject({
      transaction: 'GET /users/:id',
      transaction_info: { source: 'route' },
      exception: { values: [{ mechanism: { type: 'auto.middleware.hono', handled: false } }] },
    });
  });

  it.each([
    ['RegExpRouter', () => new RegExpRouter<never>()],
    ['TrieRouter', () => new TrieRouter<never>()],
    ['LinearRouter', () => new LinearRouter<never>()],
    ['PatternRouter', () => new PatternRouter<never>()],
  ])('works with %s, and what Hono tells of its routes stays', async (_name, makeRouter) => {
    const kit = start({ AsyncLocalStorage });
    const app = quiet(new Hono<Env>({ router: makeRouter() }));
    const paths: string[] = [];
    app.use('*', async (c, next) => {
      paths.push(routePath(c), routePath(c, 1));
      await next();
    });
    app.get('/users/:id', c => c.text(c.req.param('id')));
    app.get('/broken/:id', fails);
    app.use(honoMiddleware(app));
    expect(await (await app.request('/users/7')).text()).toBe('7');
    expect((await app.request('/broken/7')).status).toBe(500);
    expect(paths.slice(0, 2)).toEqual(['/*', '/users/:id']);
    expect((await eventsOf(kit)).map(({ transaction }) => transaction)).toEqual(['GET /broken/:id']);
  });

  it('names the user by Hono’s context, only when an event is made', async () => {
    const kit = start({ AsyncLocalStorage });
    const app = quiet(new Hono<Env>());
    const userFromRequest = vi.fn((c: { get(name: 'user'): { id: string } }) => c.get('user'));
    app.use(honoMiddleware(app, { userFromRequest }));
    app.use(async (c, next) => {
      c.set('user', { id: 'u7' });
      await next();
    });
    app.get('/fine', c => c.text('fine'));
    app.get('/broken', fails);
    await app.request('/fine');
    expect(userFromRequest).not.toHaveBeenCalled();
    await app.request('/broken');
    expect((await eventsOf(kit))[0]?.user).toEqual({ id: 'u7' });
  });

  it('set up twice reports once', async () => {
    const kit = start({ AsyncLocalStorage });
    const app = quiet(new Hono<Env>());
    app.use(honoMiddleware(app), honoMiddleware(app));
    app.get('/broken', fails);
    await app.request('/broken');
    expect(await valuesOf(kit)).toEqual(['broken']);
  });

  it('answers at once where Hono does', () => {
    start({ AsyncLocalStorage });
    const app = new Hono<Env>();
    app.get('/', c => c.text('fine'));
    honoMiddleware(app);
    expect(app.fetch(new Request('http://x.example/'))).toBeInstanceOf(Response);
  });

  it.each([true, false])('in a part of an app that nobody gave it, it sees what that part answers; async context: %s', async lasts => {
    const kit = start(lasts ? { AsyncLocalStorage } : {});
    const root = quiet(new Hono<Env>());
    const part = new Hono<Env>();
    part.use(honoMiddleware(undefined));
    part.get('/broken/:id', fails);
    part.get('/gone', c => c.text('gone', 404));
    root.route('/part', part);
    await root.request('/part/broken/7');
    await root.request('/part/gone');
    expect((await eventsOf(kit)).map(({ transaction, exception }) => [transaction, exception?.values?.[0]?.value])).toEqual([
      ['GET /part/broken/:id', 'broken'],
    ]);
  });

  it('names a request by a pattern where its handler is no middleware', async () => {
    const kit = start({ AsyncLocalStorage });
    const app = quiet(new Hono<Env>());
    app.use(honoMiddleware(app));
    app.use('/files/*', (_c, next) => next());
    app.get('/files/*', fails);
    app.all('/any/*', fails);
    app.all('/any/:id', fails);
    app.get('*', fails);
    for (const path of ['/files/a/b', '/any/a/b', '/any/a', '/else']) await app.request(path);
    expect((await eventsOf(kit)).map(({ transaction }) => transaction)).toEqual(['GET /files/*', 'GET /any/*', 'GET /any/:id', 'GET /*']);
  });

  it('of a mounted app leaves the root’s error handler in charge', async () => {
    const kit = start({ AsyncLocalStorage });
    const root = new Hono<Env>();
    root.onError((_error, c) => c.text('of the root', 404));
    const part = new Hono<Env>();
    part.use(honoMiddleware(part));
    part.get('/broken', fails);
    root.route('/part', part);
    expect(await (await root.request('/part/broken')).text()).toBe('of the root');
    expect(await valuesOf(kit)).toEqual([]);
  });

  it('without a client changes nothing', async () => {
    start({ dsn: '' });
    const app = new Hono<Env>();
    app.use(honoMiddleware(app));
    app.onError((error, c) => c.text(error.message, 500));
    app.get('/broken', fails);
    expect(await (await app.request('/broken')).text()).toBe('broken');
  });
});
