import { AsyncLocalStorage } from 'node:async_hooks';
import { createTestkit } from '@vigil/testkit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as WithStorage from './als';
import { eventsOf, start, stopAfter, stopAll, valuesOf } from './fixtures/live';
import * as Vigil from './index';

afterEach(stopAll);

const request = (path = '/', init?: RequestInit) => new Request(`https://shop.example${path}`, init);
type Handler = (request: Request, ...rest: unknown[]) => Response | Promise<Response>;
const wrapped = (handler: Handler, options?: Vigil.FetchHandlerOptions) => Vigil.wrapFetchHandler(handler, options);
const fails = (): Response => {
  throw new Error('broken');
};

describe('what a wrapped handler answers', () => {
  it('is the very Response of the handler, at once where that answers at once', async () => {
    start();
    const response = new Response('fine');
    expect(wrapped(() => response)(request())).toBe(response);
    expect(await wrapped(async () => response)(request())).toBe(response);
    expect(response.bodyUsed).toBe(false);
  });

  it('is what the handler throws, as the same value', async () => {
    start();
    for (const value of [new Error('x'), 'text', undefined, null, Object.freeze({})]) {
      const throwing = (): Response => {
        throw value;
      };
      const thrown = vi.fn(throwing);
      expect(() => wrapped(thrown)(request())).toThrow();
      await expect(wrapped(async () => throwing())(request())).rejects.toBe(value);
    }
  });

  it('keeps this, arguments, name, length and what was put on the function', async () => {
    start();
    const seen: unknown[] = [];
    const handler = Object.assign(
      function handle(this: unknown, _request: Request, ...rest: unknown[]) {
        seen.push(this, ...rest);
        return new Response();
      },
      { config: { runtime: 'edge' } },
    );
    const wrapped = Vigil.wrapFetchHandler(handler);
    const worker = { fetch: wrapped };
    worker.fetch(request(), 1, 'two');
    expect(seen).toEqual([worker, 1, 'two']);
    expect([wrapped.name, wrapped.length, wrapped.config]).toEqual(['handle', 1, { runtime: 'edge' }]);
  });

  it('is the same without a client, and with a disabled one', async () => {
    const response = new Response();
    expect(wrapped(() => response)(request())).toBe(response);
    start({ dsn: '' });
    expect(wrapped(() => response)(request())).toBe(response);
  });

  it('what is no function stays what it is', () => {
    expect(Vigil.wrapFetchHandler(undefined as never)).toBe(undefined);
  });
});

describe('errors', () => {
  it('are one event each, with request, response and mechanism', async () => {
    const kit = start();
    const handler = wrapped(fails, { route: () => '/users/:id' });
    expect(() => handler(request('/users/7?token=1', { headers: { 'user-agent': 'x', cookie: 'a=b', 'x-request-id': 'abc' } }))).toThrow(
      'broken',
    );
    expect(await eventsOf(kit)).toMatchObject([
      {
        transaction: 'GET /users/:id',
        transaction_info: { source: 'route' },
        request: {
          method: 'GET',
          url: 'https://shop.example/users/7',
          query_string: 'token=[Filtered]',
          headers: { host: 'shop.example', 'user-agent': 'x' },
        },
        contexts: { response: { status_code: 500 } },
        tags: { request_id: 'abc' },
        exception: { values: [{ mechanism: { type: 'auto.http.fetch', handled: false } }] },
      },
    ]);
    expect((await eventsOf(kit))[0]?.user).toBeUndefined();
    expect(JSON.stringify(await eventsOf(kit))).not.toContain('a=b');
  });

  it('of a client that left are not reported', async () => {
    const kit = start();
    const left = new AbortController();
    const handler = Vigil.wrapFetchHandler(async ({ signal }: Request) => {
      left.abort();
      signal.throwIfAborted();
      return new Response();
    });
    await expect(handler(request('/', { signal: left.signal }))).rejects.toThrow('aborted');
    expect(await eventsOf(kit)).toEqual([]);
    expect(kit.client.stats().outcomes).toEqual({ error: { filtered: 1 } });
  });

  it('that a wrapped handler below turned into an answer are judged by that', async () => {
    const kit = start({ AsyncLocalStorage });
    const inner = Vigil.wrapFetchHandler(async (_: Request, message: string): Promise<Response> => {
      throw new Error(message);
    });
    const outer = (status: number) =>
      Vigil.wrapFetchHandler(async (each: Request) => inner(each, `is ${status}`).catch(() => new Response(null, { status })));
    await outer(404)(request());
    await outer(503)(request());
    expect(await valuesOf(kit)).toEqual(['is 503']);
    expect((await eventsOf(kit))[0]?.contexts?.['response']).toEqual({ status_code: 503 });
  });

  it('that a job in the request has judged are left at that', async () => {
    for (const options of [{}, { AsyncLocalStorage }]) {
      const kit = start(options);
      const price = Vigil.wrapHandler(async () => fails(), 'price');
      const again = Vigil.wrapHandler(async () => fails(), { name: 'again', attempt: () => ({ current: 1, max: 3 }) });
      for (const job of [price, again]) await expect(wrapped(job)(request())).rejects.toThrow('broken');
      expect(await eventsOf(kit)).toMatchObject([{ transaction: 'price', exception: { values: [{ mechanism: { type: 'auto.job' } }] } }]);
    }
  });

  it.each([
    ['with async context', WithStorage],
    ['without', Vigil],
  ])('are left at that by a job around the handler, %s', async (_how, { init, wrapFetchHandler, wrapHandler }) => {
    const kit = start({}, init);
    const error = new Error('broken');
    const job = wrapHandler(
      wrapFetchHandler(async (_request: Request): Promise<Response> => {
        await undefined;
        throw error;
      }),
      { name: 'orders', flush: true },
    );
    await expect(job(request('/orders'))).rejects.toBe(error);
    // delivered before the job ends
    expect(kit.events().map(({ transaction }) => transaction)).toEqual(['GET /orders']);
    await expect(wrapHandler(() => Promise.reject(error), 'another')()).rejects.toBe(error);
    expect((await eventsOf(kit)).map(({ transaction }) => transaction)).toEqual(['GET /orders', 'another']);
  });

  it('a status alone is none', async () => {
    const kit = start();
    await wrapped(async () => new Response('', { status: 500 }))(request());
    expect(await eventsOf(kit)).toEqual([]);
  });

  it('shouldHandleError has the last word, with the verdict', async () => {
    const kit = start();
    const asked: unknown[] = [];
    const shouldHandleError = (_error: unknown, verdict: Vigil.Verdict) => asked.push(verdict) < 0;
    expect(() => wrapped(fails, { shouldHandleError, route: () => '/x' })(request('/x', { method: 'POST' }))).toThrow('broken');
    expect(asked).toEqual([{ status: 500, aborted: false, headersSent: false, method: 'POST', route: '/x' }]);
    expect(await eventsOf(kit)).toEqual([]);
  });

  it('options that throw change neither the answer nor the report', async () => {
    const warn = vi.fn();
    const kit = start({ logger: { debug() {}, info() {}, warn, error() {} } });
    const bad = () => {
      throw new Error('bad option');
    };
    for (const options of [
      bad,
      { route: bad, userFromRequest: bad, shouldHandleError: bad },
      {
        init: {
          get dsn(): string {
            return bad();
          },
        },
      },
    ])
      expect(() => wrapped(fails, options as never)(request())).toThrow('broken');
    expect(await valuesOf(kit)).toEqual(['broken', 'broken', 'broken']);
    expect(warn.mock.calls.flat().join('\n')).toMatch(/V041.*options/);
  });
});

it('a user that takes its time is none, with a warning', async () => {
  const warn = vi.fn();
  const kit = start({ logger: { warn } });
  const userFromRequest = async () => {
    throw new Error('nobody hears this');
  };
  expect(() => wrapped(fails, { userFromRequest: userFromRequest as never })(request())).toThrow('broken');
  expect((await eventsOf(kit))[0]?.user).toBeUndefined();
  expect(warn.mock.calls).toEqual([[expect.stringContaining('V041 userFromRequest')]]);
});

describe('options by a function', () => {
  it.each<[string, (env: { X: string }) => unknown]>([
    ['throws', env => ({ init: { dsn: env.X } })],
    ['answers with a promise', async () => ({ init: { dsn: 'https://k@dsn.invalid/1' } })],
    ['answers with a promise that rejects', async env => ({ init: { dsn: env.X } })],
    ['answers null', () => null],
  ])('that %s are none, which is said once without any client; the handler answers', (_name, options) => {
    Vigil.setCurrentClient(undefined);
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    stopAfter(() => warn.mockRestore());
    const handler = Vigil.wrapFetchHandler(() => new Response('fine'), options as never) as (request: Request) => Response;
    for (let n = 0; n < 2; n++) expect(handler(request()).status).toBe(200);
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/V041 options of wrapFetchHandler threw, or gave/)]]);
  });

  it('that are null are none', () => {
    Vigil.setCurrentClient(undefined);
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    stopAfter(() => warn.mockRestore());
    expect((wrapped(() => new Response('fine'), null as never)(request()) as Response).status).toBe(200);
  });
});

describe('the context of a request', () => {
  it('continues the trace that came', async () => {
    const kit = start();
    const trace = { 'sentry-trace': '0123456789abcdef0123456789abcdef-0123456789abcdef-1' };
    wrapped(() => new Response(Vigil.captureMessage('here')))(request('/', { headers: trace }));
    expect((await eventsOf(kit))[0]?.contexts?.trace).toMatchObject({
      trace_id: '0123456789abcdef0123456789abcdef',
      parent_span_id: '0123456789abcdef',
    });
  });

  it('names the user when an event is made, not before', async () => {
    const kit = start();
    const userFromRequest = vi.fn(() => ({ id: '7' }));
    const handler = Vigil.wrapFetchHandler((each: Request) => new Response(each.url.endsWith('/m') ? Vigil.captureMessage('m') : ''), {
      userFromRequest,
    });
    handler(request('/'));
    expect(userFromRequest).not.toHaveBeenCalled();
    handler(request('/m'));
    expect((await eventsOf(kit))[0]?.user).toEqual({ id: '7' });
  });

  it('is not that of a request which has been answered, wherever its context came to', async () => {
    const kit = start({ AsyncLocalStorage });
    const inner = Vigil.wrapFetchHandler((_: Request) => new Response(Vigil.captureMessage('inner')));
    let later: Promise<unknown> | undefined;
    const outer = Vigil.wrapFetchHandler((_: Request) => {
      Vigil.setUser({ id: 'outer' });
      inner(request('/within'));
      later = Promise.resolve().then(() => inner(request('/later')));
      return new Response();
    });
    outer(request('/outer'));
    await later;
    expect((await eventsOf(kit)).map(({ user, request: told }) => [user?.id, told?.url])).toEqual([
      ['outer', 'https://shop.example/outer'],
      [undefined, 'https://shop.example/later'],
    ]);
  });

  it('reports to the client that runs it', async () => {
    start();
    const kit = createTestkit();
    const mine = Vigil.createClient({ ...kit.options, integrations: [Vigil.requestDataIntegration()] });
    const handler = Vigil.wrapFetchHandler(fails as Handler);
    expect(() => mine.run(() => handler(request('/mine')))).toThrow('broken');
    expect(await valuesOf({ ...kit, client: mine })).toEqual(['broken']);
    expect(kit.events()[0]?.request?.url).toBe('https://shop.example/mine');
    await mine.close();
  });

  it('tells what its runtime still lets be read of a request', async () => {
    const kit = start();
    const closed = () => {
      throw new TypeError('Request closed');
    };
    const upgraded = (seen: object) => Object.defineProperties({}, { headers: { get: closed }, ...seen }) as Request;
    const fallen = WithStorage.wrapFetchHandler((_request: Request) => {
      Vigil.setUser({ id: 'ada' });
      return fails();
    });
    expect(() => fallen(upgraded({ url: { value: 'https://shop.example/socket' }, method: { value: 'GET' } }))).toThrow('broken');
    expect(() => fallen(upgraded({ url: { get: closed }, method: { get: closed } }))).toThrow('broken');
    const [first, second, ...more] = await eventsOf(kit);
    expect(first).toMatchObject({ transaction: 'GET /socket', request: { url: 'https://shop.example/socket' }, user: { id: 'ada' } });
    expect(second).toMatchObject({ exception: { values: [{ value: 'broken' }] }, user: { id: 'ada' } });
    expect([first?.tags, second?.tags, second?.request, more]).toEqual([undefined, undefined, undefined, []]);
  });

  it('is sealed 30 s after the answer: what comes later carries the process alone', async () => {
    const kit = start({ AsyncLocalStorage });
    let later = () => {};
    const handler = wrapped(() => {
      Vigil.setUser({ id: 'mine' });
      later = AsyncLocalStorage.bind(() => void Vigil.captureMessage('later'));
      return new Response();
    });
    handler(request('/users/7'));
    await kit.clock.advance(29_000);
    later();
    await kit.clock.advance(2_000);
    later();
    expect((await eventsOf(kit)).map(({ user, request: told }) => [user, told?.url])).toEqual([
      [{ id: 'mine' }, 'https://shop.example/users/7'],
      [undefined, undefined],
    ]);
  });

  it.each([
    [{ 'cf-connecting-ip': '203.0.113.7', 'x-forwarded-for': '198.51.100.1' }, [], '203.0.113.7'],
    [{ 'x-forwarded-for': '198.51.100.1, 10.0.0.1' }, [], '198.51.100.1'],
    [{}, [{ remoteAddr: { hostname: '198.51.100.2' } }], '198.51.100.2'],
    [{}, [{ requestIP: () => ({ address: '198.51.100.3' }) }], '198.51.100.3'],
    [{}, [{ requestIP: () => null }], undefined],
  ])('tells the address of the client only where it is asked for: %j %j', async (headers, rest, address) => {
    for (const sendDefaultPii of [true, false]) {
      const kit = start({ sendDefaultPii });
      const handler = Vigil.wrapFetchHandler((_: Request, ..._rest: unknown[]) => new Response(Vigil.captureMessage('m')));
      handler(request('/', { headers: headers as Record<string, string> }), ...rest);
      expect((await eventsOf(kit))[0]?.user?.ip_address).toBe(sendDefaultPii ? address : undefined);
    }
  });
});

describe('the init option', () => {
  it('starts the SDK with the first request, once, with what the runtime hands over', async () => {
    Vigil.setCurrentClient(undefined);
    stopAfter(() => Vigil.close());
    const asked: unknown[] = [];
    const handler = Vigil.wrapFetchHandler(
      (_request: Request, _env: { SENTRY_DSN: string }) => new Response(),
      (env: { SENTRY_DSN: string }) => {
        asked.push(env);
        return { init: { dsn: env.SENTRY_DSN } };
      },
    );
    handler(request(), { SENTRY_DSN: 'https://k@first.invalid/1' });
    const client = Vigil.getClient();
    handler(request(), { SENTRY_DSN: 'https://k@second.invalid/1' });
    expect(asked).toHaveLength(2);
    expect(Vigil.getClient()).toBe(client);
    expect(client?.getDsn()?.host).toBe('first.invalid');
  });

  it.each([
    ['@vigil/fetch', Vigil.wrapFetchHandler, false],
    ['@vigil/fetch/als', WithStorage.wrapFetchHandler, true],
  ])('of %s', async (_name, wrap, lasts) => {
    Vigil.setCurrentClient(undefined);
    stopAfter(() => Vigil.close());
    const handler = wrap(
      async (_request: Request) => {
        Vigil.setUser({ id: 'mine' });
        await 1;
        return Response.json(Vigil.getIsolationScope().getUser() ?? null);
      },
      { init: { dsn: 'https://k@dsn.invalid/1' } },
    );
    expect(await (await handler(request())).json()).toEqual(lasts ? { id: 'mine' } : null);
  });
});

describe('waitUntil', () => {
  const hold = () => {
    const held: Array<Promise<unknown>> = [];
    return { held, waitUntil: (promise: Promise<unknown>) => void held.push(promise) };
  };

  it('of any argument holds the worker while something is undelivered, and only then', async () => {
    const kit = start();
    const handler = Vigil.wrapFetchHandler(
      (each: Request, ..._rest: unknown[]) => new Response(each.url.endsWith('/m') ? Vigil.captureMessage('m') : ''),
    );
    const idle = hold();
    handler(request('/'), {}, idle);
    expect(idle.held).toEqual([]);
    const busy = hold();
    handler(request('/m'), {}, busy);
    expect(busy.held).toHaveLength(1);
    expect(await busy.held[0]).toBe(true);
    expect(await valuesOf(kit)).toEqual(['m']);
  });

  it('of what a job is called with is given what rejects: an event of the job', async () => {
    const kit = start();
    const ctx = hold();
    const tick = Vigil.wrapHandler(async (_cron: unknown, given: typeof ctx) => given.waitUntil(Promise.reject(new Error('late'))), {
      name: 'tick',
      system: 'cron',
    });
    await tick({}, ctx);
    await expect(ctx.held[0]).rejects.toThrow('late');
    await ctx.held[1];
    expect(kit.events()).toMatchObject([
      { transaction: 'tick', exception: { values: [{ mechanism: { type: 'auto.function.cron.wait_until', handled: false } }] } },
    ]);
  });

  it('of what a job is called with holds the worker until its failure is delivered', async () => {
    const kit = start();
    const tick = Vigil.wrapHandler(async (_cron: unknown, _env: unknown, _ctx: unknown) => fails(), { name: 'tick', system: 'cron' });
    const quiet = Vigil.wrapHandler(async (_ctx: unknown) => 'done', 'quiet');
    const [failing, idle] = [hold(), hold()];
    await quiet(idle);
    await expect(tick({}, {}, failing)).rejects.toThrow('broken');
    expect([failing.held.length, idle.held.length]).toEqual([1, 0]);
    expect(await failing.held[0]).toBe(true);
    expect(kit.events()).toMatchObject([{ transaction: 'tick' }]);
  });

  it('is given what rejects: reported once, in the context of the request, and delivered before the worker ends', async () => {
    const kit = start({ AsyncLocalStorage });
    const ctx = hold();
    const handler = Vigil.wrapFetchHandler((_each: Request, _env: unknown, { waitUntil }: typeof ctx) => {
      Vigil.setTag('order', 'o-1');
      const failing = Promise.reject(new Error('no mail'));
      waitUntil(failing);
      waitUntil(failing);
      waitUntil(Promise.resolve('fine'));
      return new Response('ok');
    });
    expect(handler(request('/pay'), {}, ctx)).toBeInstanceOf(Response);
    const [first, second, fine, ...none] = ctx.held;
    await expect(first).rejects.toThrow('no mail');
    await expect(second).rejects.toThrow('no mail');
    expect(await fine).toBe('fine');
    expect(none).toEqual([]);
    const [delivery] = ctx.held.slice(3);
    expect(await delivery).toBe(true);
    expect(kit.events()).toMatchObject([
      {
        exception: { values: [{ value: 'no mail', mechanism: { type: 'auto.http.fetch.wait_until', handled: false } }] },
        tags: { order: 'o-1' },
        request: { url: 'https://shop.example/pay' },
      },
    ]);
  });

  it.each([[{}], [{ AsyncLocalStorage }]])('that many requests share tells of each its own rejections, or of nobody', async options => {
    const kit = start(options);
    const ctx = hold();
    const handler = Vigil.wrapFetchHandler(async (each: Request, _env: unknown, given: typeof ctx) => {
      const id = new URL(each.url).pathname;
      Vigil.setUser({ id });
      await undefined;
      given.waitUntil(Promise.reject(new Error(id)));
      return new Response('ok');
    });
    await Promise.all(['/a', '/b', '/c'].map(path => handler(request(path), {}, ctx)));
    await Promise.allSettled(ctx.held);
    const events = (await eventsOf(kit)).map(({ user, exception }) => [exception?.values?.[0]?.value, user?.id]);
    const own = 'AsyncLocalStorage' in options;
    expect(events).toEqual(['/a', '/b', '/c'].map(id => [id, own ? id : undefined]));
  });

  it('of a stub, which has a method of any name, is not asked', async () => {
    const kit = start();
    const called: unknown[] = [];
    const stub: object = new Proxy(() => {}, {
      get: (_target, key) => (key === 'then' ? undefined : stub),
      apply: (...call) => void called.push(call),
    });
    const ctx = hold();
    const rpc = Vigil.wrapHandler(async (_stub: unknown, _ctx: unknown) => fails(), 'rpc');
    await expect(rpc(stub, ctx)).rejects.toThrow('broken');
    expect([called, ctx.held.length]).toEqual([[], 1]);
    expect(await valuesOf(kit)).toEqual(['broken']);
  });

  it('is handed on with its own this, and what is no promise as it is', async () => {
    start();
    const begun: unknown[] = [];
    class Context {
      #held: unknown[] = begun;
      waitUntil(...given: unknown[]) {
        this.#held.push(...given);
        return 'held';
      }
    }
    // begins when it is waited for
    const query = Object.defineProperty({}, 'then', { value: () => begun.push('begun') });
    const frozen = new Context();
    Object.freeze(frozen);
    for (const ctx of [new Context(), frozen]) {
      const handler = Vigil.wrapFetchHandler((_: Request, own: Context) => new Response(own.waitUntil(query, 7)));
      expect(await (await handler(request(), ctx)).text()).toBe('held');
    }
    expect(begun).toEqual([query, 7, query, 7]);
  });

  it('of the options comes first, also for what was thrown', async () => {
    start();
    const [given, found] = [hold(), hold()];
    expect(() =>
      Vigil.wrapFetchHandler(fails as (each: Request, ctx: unknown) => Response, { waitUntil: given.waitUntil })(request(), found),
    ).toThrow('broken');
    expect([given.held.length, found.held.length]).toEqual([1, 0]);
  });

  it('one that throws changes nothing', async () => {
    start();
    const ctx = {
      waitUntil: () => {
        throw new Error('no');
      },
    };
    expect(() => Vigil.wrapFetchHandler(fails as (each: Request, ctx: unknown) => Response)(request(), ctx)).toThrow('broken');
  });

  it('does not judge the errors of requests that are not answered yet', async () => {
    const kit = start({ AsyncLocalStorage });
    let answer = (_: Response) => {};
    const open = new Promise<Response>(resolve => {
      answer = resolve;
    });
    const inner = wrapped(fails);
    const slow = wrapped((each: Request) => {
      Vigil.safely(() => inner(each));
      return open;
    })(request('/slow'));
    const other = hold();
    Vigil.wrapFetchHandler((_: Request, _ctx: unknown) => new Response(Vigil.captureMessage('other')))(request('/other'), other);
    await other.held[0];
    answer(new Response(null, { status: 404 }));
    await slow;
    expect(await valuesOf(kit)).toEqual(['other']);
  });
});
