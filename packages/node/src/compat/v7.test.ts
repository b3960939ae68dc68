import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { createTestkit } from '@vigil/testkit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { listen, request, stopAfter, stopAll } from '../http/fixtures/live';
import * as Vigil from '../index';
import * as Sentry from './v7';

afterEach(stopAll);

type Handler = (request: IncomingMessage & { user?: object }, response: ServerResponse, next: (error?: unknown) => void) => unknown;
interface App {
  (request: IncomingMessage, response: ServerResponse): void;
  use(...handlers: unknown[]): unknown;
  get(path: string, handler: Handler): unknown;
  set(name: string, value: unknown): unknown;
}
const express: () => App = createRequire(new URL('../../../express/package.json', import.meta.url))('express4');

function start(options: Sentry.NodeOptions = {}) {
  Vigil.getIsolationScope().clear();
  Vigil.getCurrentScope().clear();
  const kit = createTestkit();
  const said: string[] = [];
  const logger = { warn: (...parts: unknown[]) => void said.push(parts.join(' ')) };
  const client = Sentry.init({ ...kit.options, logger, ...options });
  stopAfter(() => client.close());
  return { ...kit, client, said };
}
type Kit = ReturnType<typeof start>;
const byMessage = (kit: Kit) =>
  Object.fromEntries(kit.events().map(event => [event.exception?.values?.at(-1)?.value ?? event.message, event]));

describe('a program written for @sentry/node 7', () => {
  /** As the documentation of v7 has it: request handler first, error handler last. */
  function shop(): Server {
    const app = express();
    app.set('env', 'test');
    app.use(Sentry.Handlers.requestHandler({ user: ['id', 'plan'] }));
    app.use(Sentry.Handlers.tracingHandler());
    app.use((request: IncomingMessage & { user?: object }, _response: ServerResponse, next: () => void) => {
      const id = request.headers['x-user'];
      if (id) request.user = { id, plan: 'pro', password: 'hunter2' };
      next();
    });
    app.get('/set/:id', (request, _response, next) => {
      Sentry.configureScope(scope => scope.setUser({ id: `set-${request.url?.slice(5)}` }));
      setImmediate(() => next(new Error(`failed ${request.url}`)));
    });
    app.get('/pushed', (_request, response) => {
      const hub = Sentry.getCurrentHub();
      const scope = hub.pushScope();
      scope.setTag('step', 'inner');
      scope.setLevel('warning');
      Sentry.captureMessage('inside');
      hub.popScope();
      Sentry.captureMessage('after');
      response.end('done');
    });
    app.get('/missing', (_request, _response, next) => next(Object.assign(new Error('not here'), { status: 404 })));
    app.get('/thrown', () => {
      throw new Error('thrown');
    });
    app.use(Sentry.Handlers.errorHandler());
    app.use(
      (error: Error & { status?: number }, _request: IncomingMessage, response: ServerResponse & { sentry?: string }, _next: unknown) =>
        response.writeHead(error.status ?? 500).end(response.sentry),
    );
    return http.createServer(app);
  }

  it('reports what its routes throw, with the user of each request and no other', async () => {
    const kit = start();
    const port = await listen(shop());
    const answers = await Promise.all(['/set/1', '/set/2', '/set/3'].map(path => request(port, { path })));
    const thrown = await request(port, { path: '/thrown', headers: { 'x-user': '7' } });
    await request(port, { path: '/missing' });
    await kit.client.flush();
    const events = byMessage(kit);
    expect(Object.keys(events).sort()).toEqual(['failed /set/1', 'failed /set/2', 'failed /set/3', 'thrown']);
    for (const nth of [1, 2, 3]) expect(events[`failed /set/${nth}`]?.user).toMatchObject({ id: `set-${nth}` });
    expect(events['thrown']?.user).toEqual({ id: '7', plan: 'pro' });
    expect(events['thrown']).toMatchObject({
      event_id: thrown.body,
      request: { method: 'GET' },
      exception: { values: [{ mechanism: { type: 'auto.middleware.express', handled: false } }] },
    });
    expect(answers.map(({ body }) => body).sort()).toEqual([1, 2, 3].map(nth => events[`failed /set/${nth}`]?.event_id).sort());
  });

  it('pushScope and popScope frame what lies between them', async () => {
    const kit = start();
    await request(await listen(shop()), { path: '/pushed' });
    await kit.client.flush();
    const { inside, after } = byMessage(kit);
    expect(inside).toMatchObject({ level: 'warning', tags: { step: 'inner' } });
    expect(after).toMatchObject({ level: 'info' });
    expect(after?.tags).toBeUndefined();
    expect(after?.contexts?.['trace']?.['trace_id']).toBe(inside?.contexts?.['trace']?.['trace_id']);
  });

  it('says each old name once, with what stands for it today', async () => {
    const kit = start({
      integrations: [new Sentry.Integrations.Http({ tracing: true }), ...Sentry.autoDiscoverNodePerformanceMonitoringIntegrations()],
    });
    const port = await listen(shop());
    for (let nth = 0; nth < 3; nth++) await request(port, { path: '/pushed' });
    Sentry.Handlers.requestHandler();
    const names = kit.said.map(line => /(V\d+) (\S+)/.exec(line)?.slice(1).join(' '));
    expect(names).toEqual([
      'V044 Integrations.Http',
      'V044 Handlers.requestHandler',
      'V040 Handlers.tracingHandler',
      'V044 Handlers.errorHandler',
      'V044 pushScope',
    ]);
    expect(kit.said[0]).toContain('use httpIntegration()');
  });

  it('takes nothing of request.user unless told which fields', async () => {
    const kit = start();
    const app = express();
    app.set('env', 'test');
    app.use(Sentry.Handlers.requestHandler());
    app.get('/', request => {
      request.user = { id: 7, email: 'a@b.example' };
      throw new Error('thrown');
    });
    app.use(Sentry.Handlers.errorHandler());
    await request(await listen(http.createServer(app)));
    await kit.client.flush();
    expect(kit.events()[0]).not.toHaveProperty('user');
  });

  it('the request handler gives a request its context where no server did', async () => {
    const kit = start();
    const handle = Sentry.Handlers.requestHandler();
    const message = { method: 'POST', url: '/injected', headers: {}, once: () => undefined } as never;
    const response = { statusCode: 200, headersSent: false, once: () => undefined } as never;
    await new Promise<void>(done =>
      handle(message, response, () => {
        Sentry.configureScope(scope => scope.setUser({ id: 'injected' }));
        setImmediate(() => {
          Sentry.captureMessage('within');
          done();
        });
      }),
    );
    Sentry.captureMessage('without');
    await kit.client.flush();
    expect(byMessage(kit)['within']).toMatchObject({ user: { id: 'injected' }, request: { method: 'POST' } });
    expect(byMessage(kit)['without']).not.toHaveProperty('user');
  });
});

describe('options of v7', () => {
  it.each([
    [undefined, 1],
    [true, 1],
    [false, 0],
  ])('autoSessionTracking: %s makes %d sessions', async (autoSessionTracking, sessions) => {
    const kit = start({ release: 'shop@1', autoSessionTracking, enableTracing: true });
    Sentry.captureException(new Error('no'));
    await kit.client.flush();
    expect(kit.events()).toHaveLength(1);
    expect(kit.items('session')).toHaveLength(sessions);
    expect(kit.said).toEqual([]);
  });

  it.each([undefined, null, 7, 'text'])('%j are no options, and init goes on', options => {
    Sentry.init(options as never);
    stopAfter(() => Sentry.close());
    expect(Sentry.isEnabled()).toBe(false);
  });
});

describe('hubs of v7', () => {
  it('are the contexts of today, with more methods', async () => {
    const kit = start();
    expect(Sentry.getCurrentHub()).toBe(Vigil.getCurrentHub());
    expect(Sentry.getCurrentHub().getScope()).toBe(Vigil.getCurrentScope());
    expect(Sentry.getCurrentHub().getStackTop()).toEqual({ client: kit.client, scope: Vigil.getCurrentScope() });
    Sentry.runWithAsyncContext(() => expect(Sentry.getCurrentHub()).toBe(Vigil.getCurrentHub()));
    Sentry.getCurrentHub().run(hub => expect(hub).toBe(Sentry.getCurrentHub()));
  });

  it('push nests, and pop of nothing is false', () => {
    start();
    const hub = Sentry.getCurrentHub();
    const first = hub.getScope();
    const second = hub.pushScope();
    const third = hub.pushScope();
    expect(new Set([first, second, third]).size).toBe(3);
    expect(Vigil.getCurrentScope()).toBe(third);
    expect([hub.popScope(), Vigil.getCurrentScope() === second]).toEqual([true, true]);
    expect([hub.popScope(), Vigil.getCurrentScope() === first, hub.popScope()]).toEqual([true, true, false]);
    expect(Vigil.getCurrentScope()).toBe(first);
  });

  it('what was pushed away in a context that has ended does not come back', async () => {
    const kit = start();
    Sentry.runWithAsyncContext(() => {
      const hub = Sentry.getCurrentHub();
      Sentry.configureScope(scope => scope.setUser({ id: 'gone' }));
      hub.pushScope();
      hub.seal();
      hub.popScope();
      hub.captureMessage('late');
    });
    await kit.client.flush();
    expect(byMessage(kit)['late']).not.toHaveProperty('user');
  });

  it('runWithAsyncContext isolates, across await; reuseExisting stays in a context that is there', async () => {
    const kit = start();
    Sentry.setUser({ id: 'outside' });
    const run = (id: string) =>
      Sentry.runWithAsyncContext(async () => {
        Sentry.getCurrentHub().configureScope(scope => scope.setUser({ id }));
        await new Promise(setImmediate);
        Sentry.runWithAsyncContext(() => Sentry.captureMessage(id), { reuseExisting: true });
        return id;
      });
    expect(await Promise.all([run('a'), run('b')])).toEqual(['a', 'b']);
    Sentry.runWithAsyncContext(() => Sentry.captureMessage('fresh'), { reuseExisting: true });
    await kit.client.flush();
    const { a, b, fresh } = byMessage(kit);
    expect([a?.user?.id, b?.user?.id]).toEqual(['a', 'b']);
    expect(fresh).not.toHaveProperty('user');
    expect(() =>
      Sentry.runWithAsyncContext(() => {
        throw new RangeError('passes');
      }),
    ).toThrow(RangeError);
  });

  it('makeMain makes a hub with a client of its own the main one', async () => {
    const kit = start();
    const other = createTestkit();
    const client = Vigil.createClient({ ...other.options, logger: false });
    const before = Sentry.makeMain(new Sentry.Hub(client));
    try {
      Sentry.getCurrentHub().setTag('by', 'main');
      Sentry.captureException(new Error('to the other'));
      await client.flush();
      expect(other.events()).toMatchObject([{ tags: { by: 'main' } }]);
      expect(kit.events()).toEqual([]);
    } finally {
      Sentry.makeMain(before);
      Vigil.setCurrentClient(kit.client);
      await client.close();
    }
  });

  it('find integrations by their class', () => {
    start();
    expect(Sentry.getCurrentHub().getIntegration(Sentry.Integrations.Http)).toMatchObject({ name: 'Http' });
    expect(Sentry.getCurrentHub().getIntegration(Sentry.Integrations.Express)).toBeNull();
  });
});

describe('integrations of v7', () => {
  it.each(Object.entries(Sentry.Integrations))('%s has the name it is found by', (_name, Class) => {
    const integration = new Class();
    expect(integration.name).toBe(Class.id);
    expect(integration).toBeInstanceOf(Class);
  });

  it('of an application are handed what setupOnce needs, with their own this', async () => {
    const name = `Mine-${Math.random()}`;
    class Mine implements Sentry.Integration {
      static id = name;
      name = name;
      #tag = 'seen';
      setupOnce(add: (processor: Vigil.EventProcessor) => void, getCurrentHub: () => Sentry.Hub) {
        add(event => {
          const self = getCurrentHub().getIntegration<Mine & Vigil.Integration>(Mine);
          return self ? { ...event, tags: { ...event.tags, mine: self.#tag } } : event;
        });
      }
    }
    const kit = start({ integrations: defaults => [...defaults, new Mine()] });
    stopAfter(() => Vigil.getGlobalScope().clear());
    Sentry.captureMessage('hello');
    await kit.client.flush();
    expect(byMessage(kit)['hello']?.tags).toMatchObject({ mine: 'seen' });
  });
});

describe('transactions of v7', () => {
  it('stand on the scope, belong to the trace and send nothing', async () => {
    const kit = start({ tracesSampler: ({ transactionContext, parentSampled }) => parentSampled ?? transactionContext.name !== 'health' });
    const transaction = Sentry.startTransaction({ op: 'job', name: 'nightly' });
    Sentry.getCurrentHub().configureScope(scope => scope.setSpan(transaction));
    expect(Sentry.getActiveTransaction()).toBe(transaction);
    expect(Sentry.getCurrentHub().getScope().getTransaction()).toBe(transaction);
    const child = transaction.startChild({ op: 'db', description: 'SELECT 1' });
    child.setData('rows', 1).setTag('db', 'pg').setHttpStatus(200).setStatus('ok');
    child.finish();
    transaction.setName('renamed');
    transaction.finish();
    expect(child.traceId).toBe(transaction.traceId);
    expect(child.toTraceparent()).toMatch(/^[\da-f]{32}-[\da-f]{16}$/);
    expect(child.isSuccess()).toBe(true);
    expect(transaction.toContext()).toMatchObject({ name: 'renamed', op: 'job' });
    Sentry.captureException(new Error('within'));
    await kit.client.flush();
    expect(kit.events().map(({ type }) => type)).toEqual([undefined]);
    expect(byMessage(kit)['within']?.contexts?.['trace']?.['trace_id']).toBe(transaction.traceId);
  });

  it.each<[string, (use: (span: Sentry.Span) => void) => unknown]>([
    ['startSpan', use => Sentry.startSpan({ name: 'job', op: 'queue', tags: { a: 1 } }, use)],
    ['startActiveSpan', use => Sentry.startActiveSpan({ name: 'job', op: 'queue' }, use)],
    ['startSpanManual', use => Sentry.startSpanManual({ name: 'job', op: 'queue' }, span => use(span))],
    ['startInactiveSpan', use => use(Sentry.startInactiveSpan({ name: 'job', op: 'queue' }))],
    ['getActiveSpan', use => Sentry.startSpan({ name: 'job', op: 'queue' }, () => use(Sentry.getActiveSpan() as Sentry.Span))],
    ['scope.getSpan', use => Sentry.startSpan({ name: 'job', op: 'queue' }, () => use(Sentry.getCurrentScope().getSpan() as Sentry.Span))],
    [
      'getActiveTransaction',
      use => Sentry.startSpan({ name: 'job', op: 'queue' }, () => use(Sentry.getActiveTransaction() as Sentry.Span)),
    ],
  ])('the span of %s is used as one of v7', (_name, run) => {
    start();
    let seen: Sentry.Span | undefined;
    run(span => {
      seen = span;
      const child = span.startChild({ op: 'db', description: 'SELECT 1' });
      child.setTag('db', 'pg').setStatus('ok').finish();
      span.setTag('step', 'one').setData('rows', 1).setHttpStatus(200).setStatus('ok');
      span.transaction.setName('renamed');
      span.finish();
      expect(child.traceId).toBe(span.traceId);
    });
    expect(seen?.toJSON()).toMatchObject({ name: 'renamed', op: 'queue', tags: { step: 'one' }, data: { rows: 1 }, status: 'ok' });
    expect(seen?.getTraceContext()).toMatchObject({ trace_id: seen?.traceId, span_id: seen?.spanContext().spanId, op: 'queue' });
    expect(seen?.getDynamicSamplingContext()).toEqual({ trace_id: seen?.traceId });
    expect(seen?.isSuccess()).toBe(true);
  });

  it('a span of today is one object, however it is reached, and answers what its callback does', () => {
    start();
    const answer = Sentry.startSpan({ name: 'job' }, span => {
      expect(Sentry.getActiveSpan()).toBe(span);
      expect(Vigil.getActiveSpan()).toBe(span);
      expect(Sentry.getCurrentScope().getTransaction()).toBe(span);
      return 7;
    });
    expect(answer).toBe(7);
    expect(Sentry.startSpan({ name: 'job' }, undefined as never)).toBeUndefined();
    expect(Sentry.getActiveSpan()).toBeUndefined();
  });

  it('take the trace of a header', () => {
    start();
    const traceId = 'a'.repeat(32);
    const data = Sentry.extractTraceparentData(` ${traceId}-${'b'.repeat(16)}-1 `);
    expect(data).toEqual({ traceId, parentSpanId: 'b'.repeat(16), parentSampled: true });
    expect(Sentry.startTransaction({ name: 'in', ...data }).traceId).toBe(traceId);
    expect(Sentry.extractTraceparentData('nonsense')).toBeUndefined();
    expect(Sentry.extractTraceparentData()).toBeUndefined();
  });

  it('are made of anything', () => {
    start();
    for (const context of [
      undefined,
      null,
      7,
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('no');
          },
        },
      ),
    ]) {
      expect(Sentry.startTransaction(context as never).toTraceparent()).toMatch(/-/);
    }
  });
});

describe('further names of v7', () => {
  it('addGlobalEventProcessor sees every event', async () => {
    const kit = start();
    stopAfter(() => Vigil.getGlobalScope().clear());
    const seen = vi.fn((event: Vigil.Event) => event);
    Sentry.addGlobalEventProcessor(seen);
    Sentry.runWithAsyncContext(() => Sentry.captureMessage('in'));
    await kit.client.flush();
    expect(seen).toHaveBeenCalledTimes(1);
  });

  it('addRequestDataToEvent and Handlers.parseRequest give the event back', () => {
    start();
    const event = { message: 'x' };
    expect(Sentry.addRequestDataToEvent(event, {}, { include: { user: false } })).toBe(event);
    expect(Sentry.Handlers.parseRequest(event, {})).toBe(event);
  });

  it('withScope and Scope.clone give scopes that carry spans', () => {
    start();
    const span = Sentry.startTransaction({ name: 'x' });
    Sentry.withScope(scope => {
      scope.setSpan(span);
      expect(Vigil.getActiveSpan()).toBe(span);
    });
    expect(Vigil.getActiveSpan()).toBeUndefined();
    const given = Sentry.Scope.clone(new Sentry.Scope()).setSpan(span);
    expect(Sentry.withScope(given, scope => scope.getSpan())).toBe(span);
    expect(Sentry.Scope.clone().getSpan()).toBeUndefined();
  });

  it.each([undefined, null, {}, { integrations: 7 }, { integrations: [null, 7] }])('init takes %j without a throw', async options => {
    const client = Sentry.init({ ...(options as object), dsn: undefined, logger: false } as never);
    await client.close();
    expect(client.isEnabled()).toBe(false);
  });
});
