import { once } from 'node:events';
import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import * as Vigil from '@vigil/express';
import { afterEach, describe, expect, it } from 'vitest';
import { connect, listen, request, start, stopAll } from '../../node/src/http/fixtures/live';

afterEach(stopAll);

type Handler = (
  request: IncomingMessage & { query: Record<string, string> },
  response: ServerResponse & { sentry?: string },
  next: Next,
) => unknown;
type Next = (error?: unknown) => void;
interface TestApp {
  (request: IncomingMessage, response: ServerResponse): void;
  get(path: string, ...handlers: Handler[]): void;
  use(...handlers: unknown[]): unknown;
  set(name: string, value: unknown): void;
  handle: unknown;
}
type Express = { (): TestApp; Router(): TestApp };
const failing = (status?: number) => Object.assign(new Error(`failed ${status ?? ''}`.trim()), { status });
const values = (kit: ReturnType<typeof start>) => kit.events().map(({ exception }) => exception?.values?.at(-1)?.value);
const serve = (app: TestApp) => listen(http.createServer(app) as Server);
const quiet = (app: TestApp): TestApp => {
  app.set('env', 'test');
  return app;
};

describe.each([
  ['Express 4', 'express4'],
  ['Express 5', 'express5'],
])('%s', (_name, copy) => {
  const express: Express = createRequire(import.meta.url)(copy);

  it('the id of the event is there at once: on res.sentry, as lastEventId, on the error page', async () => {
    const kit = start();
    const app = quiet(express());
    Vigil.setupExpressErrorHandler(app);
    app.get('/users/:id', (_request, _response, next) => next(failing()));
    app.use((_error: unknown, _request: IncomingMessage, response: ServerResponse & { sentry?: string }, _next: Next) =>
      response.writeHead(500).end(`${response.sentry} ${Vigil.lastEventId()}`),
    );
    const { body } = await request(await serve(app), { path: '/users/7' });
    await kit.client.flush();
    const [event] = kit.events();
    expect(body).toBe(`${event?.event_id} ${event?.event_id}`);
    expect(event).toMatchObject({
      transaction: 'GET /users/:id',
      transaction_info: { source: 'route' },
      contexts: { response: { status_code: 500 } },
      exception: { values: [{ value: 'failed', mechanism: { type: 'auto.middleware.express', handled: false } }] },
    });
  });

  it('shouldHandleError decides by error and verdict; one that throws leaves the default', async () => {
    const kit = start();
    const app = quiet(express());
    const verdicts: unknown[] = [];
    Vigil.setupExpressErrorHandler(app, {
      shouldHandleError(error, verdict) {
        verdicts.push(verdict);
        if (error.status === 501) throw new Error('rule');
        return verdict.status === 404;
      },
    });
    app.get('/fails/:status', ({ url }, _response, next) => next(failing(Number(url?.split('/').at(-1)))));
    const port = await serve(app);
    for (const status of [404, 500, 501]) await request(port, { path: `/fails/${status}` });
    await kit.client.flush();
    expect(values(kit)).toEqual(['failed 404', 'failed 501']);
    expect(verdicts[0]).toEqual({ status: 404, aborted: false, headersSent: false, method: 'GET', route: '/fails/:status' });
  });

  it('userFromRequest is asked for events alone, captured by hand or not, each for its own request', async () => {
    const kit = start();
    const app = quiet(express());
    let asked = 0;
    Vigil.setupExpressErrorHandler(app, {
      userFromRequest: ({ query }: { query: { user: string } }) => {
        asked += 1;
        return { id: query.user };
      },
    });
    app.get('/fine', (_request, response) => response.end());
    app.get('/hand', async (_request, response) => {
      await new Promise(done => setTimeout(done, 2));
      Vigil.captureException(new Error('by hand'));
      response.end();
    });
    app.get('/fails', (_request, _response, next) => setTimeout(next, 2, failing()));
    const port = await serve(app);
    await request(port, { path: '/fine?user=x' });
    expect(asked).toBe(0);
    await Promise.all(['/hand?user=ada', '/fails?user=bob'].map(path => request(port, { path })));
    await kit.client.flush();
    const seen = kit.events().map(({ transaction, user }) => [transaction, user?.id]);
    expect(seen.sort()).toEqual([
      ['GET /fails', 'bob'],
      ['GET /hand', 'ada'],
    ]);
  });

  it('nothing throws that is given no app, or null for options; a user that takes its time is none, with a warning', async () => {
    const said: string[] = [];
    const kit = start({ logger: { warn: (text: string) => said.push(text) } } as never);
    for (const nothing of [undefined, null, {}, 5]) Vigil.setupExpressErrorHandler(nothing as never);
    expect(said.filter(line => line.includes('it takes an app of Express'))).toHaveLength(1);
    Vigil.setupExpressErrorHandler(quiet(express()), null as never);
    Vigil.expressRequestHandler(null as never);
    const app = quiet(express());
    Vigil.setupExpressErrorHandler(app, { userFromRequest: (async () => ({ id: 'x' })) as never });
    app.get('/', (_request, _response, next) => next(failing()));
    await request(await serve(app));
    await kit.client.flush();
    expect(kit.events()[0]?.user).toBeUndefined();
    expect(said.at(-1)).toContain('V041 userFromRequest');
  });

  it('set up twice is set up once, with the newer options; the app keeps its own handle', async () => {
    const kit = start();
    const app = quiet(express());
    const { handle } = app;
    Vigil.setupExpressErrorHandler(app);
    Vigil.setupExpressErrorHandler(app, { shouldHandleError: () => false });
    app.get('/', (_request, _response, next) => next(failing()));
    await request(await serve(app));
    await kit.client.flush();
    expect(kit.events()).toEqual([]);
    expect(app.handle).toBe(handle);
  });

  it('settings made after the set-up still count', async () => {
    start();
    const app = quiet(express());
    Vigil.setupExpressErrorHandler(app);
    app.set('case sensitive routing', true);
    app.get('/Path', (_request, response) => response.end('found'));
    const port = await serve(app);
    expect([(await request(port, { path: '/Path' })).body, (await request(port, { path: '/path' })).status]).toEqual(['found', 404]);
  });

  it('routes that come after the first request are seen', async () => {
    const kit = start();
    const app = quiet(express());
    Vigil.setupExpressErrorHandler(app);
    const port = await serve(app);
    expect((await request(port, { path: '/late' })).status).toBe(404);
    app.get('/late', (_request, _response, next) => next(failing()));
    expect((await request(port, { path: '/late' })).status).toBe(500);
    await kit.client.flush();
    expect(values(kit)).toEqual(['failed']);
  });

  it('an app of the same Express that was not set up is left alone', async () => {
    const kit = start();
    const [app, other] = [quiet(express()), quiet(express())];
    Vigil.setupExpressErrorHandler(app);
    for (const each of [app, other]) {
      each.get('/', (_request, _response, next) => next(failing()));
      each.use((_error: unknown, _request: unknown, response: ServerResponse, _next: Next) => response.writeHead(500).end());
    }
    for (const each of [app, other]) await request(await serve(each));
    await kit.client.flush();
    expect(values(kit)).toEqual(['failed']);
  });

  it('of a mounted app and the app it is mounted in, the inner one’s options decide', async () => {
    const kit = start();
    const [app, sub] = [quiet(express()), quiet(express())];
    Vigil.setupExpressErrorHandler(app);
    Vigil.setupExpressErrorHandler(sub, { shouldHandleError: () => false });
    sub.get('/inside', (_request, _response, next) => next(failing()));
    app.use('/sub', sub);
    app.get('/outside', (_request, _response, next) => next(failing()));
    const port = await serve(app);
    for (const path of ['/sub/inside', '/outside']) await request(port, { path });
    await kit.client.flush();
    expect(kit.events().map(({ transaction }) => transaction)).toEqual(['GET /outside']);
  });

  it('mounts under a wildcard, an encoded value and another parameter are named', async () => {
    const kit = start();
    const app = quiet(express());
    Vigil.setupExpressErrorHandler(app);
    const [outer, inner] = [express.Router(), express.Router()];
    inner.get('/', (_request, _response, next) => next(failing()));
    outer.use('/in/:town', inner);
    app.use('/c/:country', outer);
    await request(await serve(app), { path: '/c/fr/in/le%20mans' });
    await kit.client.flush();
    expect(kit.events().map(({ transaction }) => transaction)).toEqual(['GET /c/:country/in/:town']);
  });

  it('never answered: one event when the client has left; a client that left before the throw: none', async () => {
    const kit = start();
    const app = quiet(express());
    Vigil.setupExpressErrorHandler(app);
    let reached: () => void = () => {};
    app.get('/never', (_request, _response, next) => next(failing()));
    app.get('/left', async (message, _response, next) => {
      reached();
      await once(message.socket, 'close');
      next(failing(500));
    });
    app.use((_error: unknown, _request: unknown, _response: unknown, _next: Next) => reached());
    const port = await serve(app);
    for (const path of ['/never', '/left']) {
      const isThere = new Promise<void>(done => {
        reached = done;
      });
      const client = await connect(port);
      await client.send(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
      await isThere;
      client.socket.destroy();
      await once(client.socket, 'close');
    }
    await expect.poll(() => values(kit)).toEqual(['failed']);
    await kit.client.flush();
    expect(values(kit)).toEqual(['failed']);
  });

  it('without a client everything passes through', async () => {
    const app = quiet(express());
    Vigil.setupExpressErrorHandler(app);
    app.get('/', (_request, _response, next) => next(failing(418)));
    expect((await request(await serve(app))).status).toBe(418);
  });

  it('expressErrorHandler, after the routes, reports as well', async () => {
    const kit = start();
    const app = quiet(express());
    app.get('/', (_request, _response, next) => next(failing()));
    app.use(Vigil.expressErrorHandler());
    await request(await serve(app));
    await kit.client.flush();
    expect(values(kit)).toEqual(['failed']);
  });

  it('expressRequestHandler gives a request its context where the Http integration is off', async () => {
    const kit = start({ integrations: defaults => defaults.filter(({ name }) => name !== 'Http') });
    const app = quiet(express());
    app.use(Vigil.expressRequestHandler({ userFromRequest: ({ query }: { query: { user: string } }) => ({ id: query.user }) }));
    app.get('/', (_request, response) => {
      Vigil.setTag('inside', 'yes');
      Vigil.captureException(new Error('by hand'));
      response.end();
    });
    await request(await serve(app), { path: '/?user=ada' });
    Vigil.captureException(new Error('outside'));
    await kit.client.flush();
    expect(kit.events().map(({ user, tags }) => [user?.id, tags?.['inside']])).toEqual([
      ['ada', 'yes'],
      [undefined, undefined],
    ]);
  });
});

it('what is no Express app gets error middleware', () => {
  const used: unknown[] = [];
  Vigil.setupExpressErrorHandler({ use: handler => used.push(handler) });
  expect(used).toEqual([expect.objectContaining({ length: 4 })]);
});
