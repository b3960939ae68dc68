import { once } from 'node:events';
import http, { type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { listen, request, start, stopAfter, stopAll } from '../http/fixtures/live';
import { captureException, setUser, setupHapiErrorHandler, setupKoaErrorHandler, trpcMiddleware } from '../index';

afterEach(stopAll);

// none of them brings types
type Kit = ReturnType<typeof start>;
interface Context {
  req: IncomingMessage;
  res: ServerResponse;
  path: string;
  status: number;
  body: unknown;
  throw(status: number): never;
  onerror(error: unknown): void;
}
type Handle = (context: Context, next: () => Promise<unknown>) => unknown;
interface Koa {
  silent: boolean;
  use(handle: unknown): void;
  on(name: string, listener: (...args: unknown[]) => void): void;
  callback(): RequestListener;
}
const require = createRequire(import.meta.url);
const { Router } = require('@koa/router') as {
  Router: new (options?: { prefix: string }) => { get(path: string, handle: Handle): void; routes(): unknown };
};
const koas = ['koa', 'koa-2'].map(name => [name, require(name) as new () => Koa] as const);

const sent = async (kit: Kit) => {
  await kit.client.flush();
  return kit.events().map(({ exception, transaction, user }) => {
    const { value, mechanism } = exception?.values?.at(-1) ?? {};
    return [value, transaction, mechanism?.type, mechanism?.handled, user?.id];
  });
};
const report = (value: string, route = `GET ${value}`, id?: string) => [value, route, 'auto.middleware.koa', false, id];

describe.each(koas)('setupKoaErrorHandler, %s', (name, App) => {
  const fail: Handle = ({ path }) => {
    throw new Error(path);
  };
  /** `parts` in their order; `setUp` stands for the call. */
  const ask = async (
    parts: Array<Handle | 'setUp' | { routes(): unknown }>,
    paths: string[],
    options?: Parameters<typeof setupKoaErrorHandler>[1],
  ) => {
    const kit = start();
    const app = new App();
    app.silent = true;
    for (const part of parts) {
      if (part === 'setUp') setupKoaErrorHandler(app, options);
      else app.use('routes' in part ? part.routes() : part);
    }
    const port = await listen(http.createServer(app.callback()));
    const answers = await Promise.all(paths.map(path => request(port, { path })));
    return { kit, statuses: answers.map(({ status }) => status), answers };
  };

  it.each([
    ['first', ['setUp', fail]],
    ['last', [fail, 'setUp']],
    ['twice', ['setUp', fail, 'setUp']],
  ] as const)('reports what middleware throws, once, called %s', async (_where, parts) => {
    const { kit, statuses } = await ask([...parts], ['/fails']);
    expect(statuses).toEqual([500]);
    expect(await sent(kit)).toEqual([report('/fails')]);
  });

  it.each([
    [500, [report('/fails')]],
    [200, []],
    [404, []],
  ])('lets the response decide, whoever answers: %i', async (status, events) => {
    const answer: Handle = async (context, next) => {
      await next().catch(() => Object.assign(context, { status, body: 'sorry' }));
    };
    for (const parts of [
      ['setUp', answer, fail],
      [answer, 'setUp', fail],
      [answer, fail, 'setUp'],
    ] as const) {
      const { kit, statuses } = await ask([...parts], ['/fails']);
      expect([statuses, await sent(kit)]).toEqual([[status], events]);
      await stopAll();
    }
  });

  it('does not report what Koa answers with a status of the client’s', async () => {
    const refuse: Handle = context => {
      if (context.path === '/file') throw Object.assign(new Error(context.path), { code: 'ENOENT' });
      context.throw(418);
    };
    const { kit, statuses } = await ask(['setUp', refuse], ['/teapot', '/file']);
    // Koa 2 takes a missing file for a missing page
    const [status, events] = name === 'koa-2' ? [404, []] : [500, [report('/file')]];
    expect([statuses, await sent(kit)]).toEqual([[418, status], events]);
  });

  it('reports what a body fails with while it is sent, and what an application gives `onerror`', async () => {
    const kit = start();
    const app = new App();
    app.silent = true;
    setupKoaErrorHandler(app, { userFromRequest: () => ({ id: 'ann' }) });
    app.use((context: Context) => {
      const body: Readable = new Readable({ read: () => setTimeout(() => body.destroy(new Error(context.path)), 10) });
      if (context.path === '/body') context.body = body;
      // Koa answers nothing by itself
      else Object.assign(context, { respond: false }) && setTimeout(() => context.onerror(new Error('/later')), 10);
    });
    const port = await listen(http.createServer(app.callback()));
    // Koa 3 answers the one with a 500, or not at all
    await Promise.allSettled(['/body', '/later'].map(path => request(port, { path })));
    expect((await sent(kit)).sort()).toEqual([report('/body', 'GET /body', 'ann'), report('/later', 'GET /later', 'ann')]);
  });

  it('does not report a body that its client wants no more', async () => {
    const body: Readable = new Readable({ read: () => setTimeout(() => body.push('x'), 5) });
    const kit = start();
    const app = new App();
    app.silent = true;
    setupKoaErrorHandler(app);
    app.use((context: Context) => {
      context.body = body;
    });
    const port = await listen(http.createServer(app.callback()));
    const client = http.get({ port, host: '127.0.0.1' }, response => response.once('data', () => client.destroy()));
    client.on('error', () => {});
    await new Promise(done => body.once('close', done));
    expect(await sent(kit)).toEqual([]);
  });

  it('calls events by the route of @koa/router, those that are captured by hand too', async () => {
    const router = new Router({ prefix: '/api' });
    router.get('/users/:id', fail);
    router.get('/orders/:id', context => {
      captureException(new Error(context.path));
      context.body = 'ok';
    });
    const { kit } = await ask([router, 'setUp'], ['/api/users/7', '/api/orders/8']);
    const names = (await sent(kit)).map(([value, route]) => [value, route]);
    expect(new Map(names as Array<[string, string]>)).toEqual(
      new Map([
        ['/api/users/7', 'GET /api/users/:id'],
        ['/api/orders/8', 'GET /api/orders/:id'],
      ]),
    );
  });

  it('keeps users apart, and asks the application who they are and what counts', async () => {
    const slowly: Handle = async context => {
      if (context.path !== '/nobody') setUser({ id: context.path });
      await new Promise(resolve => setTimeout(resolve, 20));
      throw new Error(context.path);
    };
    const paths = ['/a', '/b', '/c', '/nobody', '/quiet'];
    const { kit } = await ask(['setUp', slowly], paths, {
      userFromRequest: ({ req }) => ({ id: `asked for ${req.url}` }),
      shouldHandleError: error => error.message !== '/quiet',
    });
    const users = (await sent(kit)).map(([value, , , , id]) => `${value} ${id}`);
    expect(users.sort()).toEqual(['/a /a', '/b /b', '/c /c', '/nobody asked for /nobody']);
  });

  it('leaves answers, names of middleware and Koa’s line on stderr as they are', async () => {
    const line = vi.spyOn(console, 'error').mockImplementation(() => {});
    start();
    const app = new App();
    setupKoaErrorHandler(app);
    app.use(fail);
    const { middleware } = app as unknown as { middleware: Handle[] };
    expect(middleware.map(({ name, length }) => [name, length])).toEqual([['fail', 1]]);
    const port = await listen(http.createServer(app.callback()));
    const { status, body } = await request(port, { path: '/fails' });
    expect([status, String(body)]).toEqual([500, 'Internal Server Error']);
    expect(line).toHaveBeenCalled();
    line.mockRestore();
  });

  it('leaves room for the application in a stack', async () => {
    let stack = '';
    const pass: Handle = (_context, next) => next();
    const keep: Handle = context => {
      stack = `${new Error(context.path).stack}`;
      context.body = 'ok';
    };
    await ask(['setUp', pass, pass, pass, keep], ['/deep']);
    const own = stack.split('\n').map(line => /setupKoaErrorHandler|requestErrors/.test(line));
    // the message, the handler, then one of ours and one of Koa's for each
    expect(own.slice(0, 7)).toEqual([false, false, true, false, false, true, false]);
  });

  it.each([undefined, null, 5, {}, { use: () => {} }])('refuses what is no app: %j', given => {
    const warn = vi.fn();
    start({ logger: { warn } });
    expect(() => setupKoaErrorHandler(given as never)).not.toThrow();
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('V020'));
  });
});

describe('setupHapiErrorHandler', () => {
  interface Hapi {
    listener: Server;
    route(route: object): void;
    ext(point: string, method: unknown): void;
    start(): Promise<void>;
    stop(): Promise<void>;
    inject(url: string): Promise<unknown>;
  }
  const { server: serverOf } = require('@hapi/hapi') as { server(options: object): Hapi };
  const { badImplementation, notFound } = require('@hapi/boom') as { badImplementation(text: string): Error; notFound(): Error };

  it.each(['first', 'last'])('reports what routes throw, judged by the response, under their route, called %s', async where => {
    const kit = start();
    const server = serverOf({ port: 0, host: '127.0.0.1', debug: false });
    const setUp = () => setupHapiErrorHandler(server, { userFromRequest: ({ raw }) => ({ id: `${raw.req.url}` }) });
    if (where === 'first') await setUp();
    server.route({
      method: 'GET',
      path: '/users/{id}',
      handler({ params }: { params: { id: string } }) {
        if (params.id === 'missing') throw notFound();
        if (params.id === 'boom') throw badImplementation('boom');
        throw new Error(params.id);
      },
    });
    if (where === 'last') await setUp();
    server.ext(
      'onPreResponse',
      (
        { response }: { response: { isBoom?: boolean; message: string } },
        toolkit: { response(text: string): { code(status: number): unknown }; continue: unknown },
      ) =>
        response.message === 'mended'
          ? toolkit.response('ok').code(200)
          : response.message === 'page'
            ? toolkit.response('sorry').code(500)
            : toolkit.continue,
    );
    await server.start();
    stopAfter(() => server.stop());
    const { port } = server.listener.address() as { port: number };
    for (const id of ['missing', 'fails', 'boom', 'mended', 'page']) await request(port, { path: `/users/${id}` });
    expect(await sent(kit)).toEqual(
      ['fails', 'boom', 'page'].map(id => [id, 'GET /users/{id}', 'auto.function.hapi', false, `/users/${id}`]),
    );
  });

  it.each(['first', 'last'])('gives each injected request a context of its own from its first extension on, called %s', async where => {
    const kit = start();
    const server = serverOf({ debug: false });
    const setUp = () => setupHapiErrorHandler(server);
    if (where === 'first') await setUp();
    server.ext('onRequest', ({ path }: { path: string }, toolkit: { continue: unknown }) => {
      setUser({ id: path });
      return toolkit.continue;
    });
    server.route({
      method: 'GET',
      path: '/users/{id}',
      handler({ params }: { params: { id: string } }) {
        throw new Error(params.id);
      },
    });
    if (where === 'last') await setUp();
    await Promise.all(['/users/1', '/users/2'].map(url => server.inject(url)));
    captureException(new Error('outside'));
    await kit.client.flush();
    const told = kit.events().map(({ exception, user }) => [exception?.values?.[0]?.value, user?.id]);
    expect(told.sort()).toEqual([
      ['1', '/users/1'],
      ['2', '/users/2'],
      ['outside', undefined],
    ]);
  });

  it('reports the 503 of a server timeout, once, unless another answer was made of it', async () => {
    const kit = start();
    const server = serverOf({ port: 0, host: '127.0.0.1', debug: false });
    await setupHapiErrorHandler(server);
    let goOn = () => {};
    const wait = new Promise<void>(resolve => {
      goOn = resolve;
    });
    const ended: unknown[] = [];
    for (const path of ['/slow', '/late', '/mended'])
      server.route({
        method: 'GET',
        path,
        options: { timeout: { server: 20 } },
        async handler() {
          await wait;
          ended.push(path);
          if (path === '/late') throw new Error('late');
          return path;
        },
      });
    server.ext('onPreResponse', ({ path }: { path: string }, toolkit: { response(text: string): unknown; continue: unknown }) =>
      path === '/mended' ? toolkit.response('mended') : toolkit.continue,
    );
    await server.start();
    stopAfter(() => server.stop());
    const { port } = server.listener.address() as { port: number };
    const statuses: unknown[] = [];
    for (const path of ['/slow', '/late', '/mended']) statuses.push((await request(port, { path })).status);
    goOn();
    await vi.waitFor(() => expect(ended).toHaveLength(3));
    expect(statuses).toEqual([503, 503, 200]);
    expect(await sent(kit)).toEqual([
      ['Server timeout', 'GET /slow', 'auto.function.hapi', false, undefined],
      ['Server timeout', 'GET /late', 'auto.function.hapi', false, undefined],
    ]);
  });

  it.each([undefined, null, 5, {}])('refuses what is no server: %j', async given => {
    const warn = vi.fn();
    start({ logger: { warn } });
    await setupHapiErrorHandler(given as never);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('V020'));
  });
});

describe('trpcMiddleware', () => {
  const { initTRPC, TRPCError } = require('@trpc/server');
  const { createHTTPServer } = require('@trpc/server/adapters/standalone');

  it.each([
    [undefined, undefined],
    [{ attachRpcInput: true }, { secret: '[Filtered]', name: 'tea' }],
  ])('reports faults of the server, each of a batch, with where it failed: %j', async (options, input) => {
    const kit = start();
    const t = initTRPC.create();
    const procedure = t.procedure.use(trpcMiddleware(options)).input((value: unknown) => value);
    const fault = new TRPCError({ code: 'BAD_GATEWAY', message: 'upstream', cause: new Error('refused') });
    const throws = (error: unknown) =>
      procedure.query(() => {
        throw error;
      });
    const router = t.router({
      fails: throws(new Error('failed')),
      fault: throws(fault),
      missing: throws(new TRPCError({ code: 'NOT_FOUND' })),
      works: procedure.query(() => 'ok'),
    });
    const server = createHTTPServer({ router }).listen(0) as Server;
    if (!server.listening) await once(server, 'listening');
    stopAfter(() => void server.close());
    const { port } = server.address() as { port: number };
    const inputs = encodeURIComponent(JSON.stringify(Object.fromEntries([0, 1, 2, 3].map(n => [n, { secret: 'x', name: 'tea' }]))));
    const { status } = await request(port, { path: `/fails,fault,missing,works?batch=1&input=${inputs}` });
    expect(status).toBe(207);
    await kit.client.flush();
    const told = kit.events().map(({ exception, contexts }) => [exception?.values?.at(-1)?.value, contexts?.['trpc']]);
    const context = (path: string) => ({ procedure_path: path, procedure_type: 'query', ...(input && { input }) });
    expect(told.sort()).toEqual([
      ['failed', context('fails')],
      ['upstream', context('fault')],
    ]);
    expect(kit.events()[0]?.exception?.values?.at(-1)?.mechanism).toMatchObject({ type: 'auto.rpc.trpc', handled: false });
  });

  it('reports what a generator throws that a procedure answered, in the context of its call', async () => {
    const kit = start();
    const t = initTRPC.create();
    const procedure = t.procedure.use(trpcMiddleware());
    const thrown = new Error('failed');
    async function* fail(error: unknown) {
      setUser({ id: 'ada' });
      yield 1;
      throw error;
    }
    const router = t.router({
      ticks: procedure.subscription(() => fail(thrown)),
      streamed: procedure.query(() => fail(new Error('streamed'))),
      refused: procedure.subscription(() => fail(new TRPCError({ code: 'FORBIDDEN' }))),
    });
    const server = createHTTPServer({ router }).listen(0) as Server;
    if (!server.listening) await once(server, 'listening');
    stopAfter(() => void server.close());
    const { port } = server.address() as { port: number };
    for (const path of ['/ticks', '/refused']) await (await fetch(`http://127.0.0.1:${port}${path}`)).text();
    const headers = { 'trpc-accept': 'application/jsonl' };
    await (await fetch(`http://127.0.0.1:${port}/streamed?batch=1&input={}`, { headers })).text();
    await kit.client.flush();
    expect(kit.events().map(({ exception, contexts, user }) => [exception?.values?.at(-1)?.value, contexts?.['trpc'], user?.id])).toEqual([
      ['failed', { procedure_path: 'ticks', procedure_type: 'subscription' }, 'ada'],
      ['streamed', { procedure_path: 'streamed', procedure_type: 'query' }, 'ada'],
    ]);
  });

  it('leaves generators lazy, their values and ends as they are; a client that has gone is no fault', async () => {
    const kit = start();
    const t = initTRPC.create();
    const steps: unknown[] = [];
    const value = { tick: 1 };
    const gone = new AbortController();
    const procedure = t.procedure.use(trpcMiddleware());
    const router = t.router({
      ticks: procedure.subscription(async function* ({ signal }: { signal: AbortSignal }) {
        steps.push('begun');
        try {
          yield value;
          signal.throwIfAborted();
        } finally {
          steps.push('ended');
        }
      }),
      list: procedure.query(() => value),
    });
    const call = t.createCallerFactory(router)({}, { signal: gone.signal });
    expect(await call.list()).toBe(value);
    const ticks: AsyncGenerator = await call.ticks();
    expect(steps).toEqual([]);
    expect((await ticks.next()).value).toBe(value);
    expect(await ticks.return('enough')).toEqual({ value: 'enough', done: true });
    expect(steps).toEqual(['begun', 'ended']);
    const others: AsyncGenerator = await call.ticks();
    await others.next();
    gone.abort();
    await expect(others.next()).rejects.toBe(gone.signal.reason);
    await kit.client.flush();
    expect(kit.events()).toEqual([]);
  });
});
