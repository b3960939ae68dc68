import { createTestkit } from '@vigil/testkit';
import { Hono } from 'hono';
import { afterEach, describe, expect, expectTypeOf, it } from 'vitest';
import * as Sentry from '../cloudflare';

interface Env {
  SENTRY_DSN: string;
}
afterEach(async () => {
  await Sentry.close();
  // a worker that begins anew
  Object.assign(Sentry.carrier(), { client: undefined, root: undefined });
});

/** What `env` leads to is what a test looks into. */
const setUp = () => {
  const kit = createTestkit();
  const asked: unknown[] = [];
  const optionsOf = (env: Env) => {
    asked.push(env);
    return { ...kit.options };
  };
  const env = { SENTRY_DSN: kit.options.dsn as string };
  const waits: Array<Promise<unknown>> = [];
  const ctx = { waitUntil: (promise: Promise<unknown>) => void waits.push(promise), passThroughOnException: () => {}, props: {} };
  return { kit, env, ctx, asked, optionsOf };
};
const request = (path = '/orders') => new Request(`https://shop.example${path}`);
const fail = async (): Promise<never> => {
  throw new Error('failed');
};

describe('withSentry', () => {
  it('starts the SDK with what the first call brings, serves each call in a context of its own, and gives the same object', async () => {
    const { kit, env, ctx, asked, optionsOf } = setUp();
    const handler = {
      async fetch(incoming: Request, _env: Env) {
        Sentry.setUser({ id: new URL(incoming.url).pathname });
        return incoming.url.endsWith('/fails') ? fail() : new Response('ok');
      },
    };
    const served = Sentry.withSentry(optionsOf, handler);
    expect(served).toBe(handler);
    expect([asked, Sentry.getClient()]).toEqual([[], undefined]);
    const call = (path: string) => Reflect.apply(served.fetch, served, [request(path), env, ctx]) as Promise<Response>;
    expect(await (await call('/works')).text()).toBe('ok');
    await expect(call('/fails')).rejects.toThrow('failed');
    expect(asked).toEqual([env]);
    expect(await kit.waitForEvent('failed')).toMatchObject({
      transaction: 'GET /fails',
      user: { id: '/fails' },
      exception: { values: [{ mechanism: { type: 'auto.http.fetch', handled: false } }] },
    });
  });

  it.each([
    ['scheduled', { cron: '* * * * *', scheduledTime: 7 }, 'auto.function.cron', { trigger: { cron: '* * * * *', scheduledTime: 7 } }],
    ['queue', { queue: 'orders', messages: [1, 2] }, 'auto.function.queue', { queue: { name: 'orders', messages: 2 } }],
    ['email', { from: 'a@shop.example', to: 'b@shop.example' }, 'auto.function.email', {}],
    ['tail', [], 'auto.function.tail', {}],
  ] as const)('reports what `%s` fails with', async (name, given, type, contexts) => {
    const { kit, env, ctx, optionsOf } = setUp();
    const handler: Record<string, (...args: unknown[]) => Promise<void>> = Sentry.withSentry(optionsOf, { [name]: fail });
    await expect(handler[name]?.(given, env, ctx)).rejects.toThrow('failed');
    const event = await kit.waitForEvent('failed');
    expect(event).toMatchObject({ transaction: name, contexts, exception: { values: [{ mechanism: { type, handled: false } }] } });
    expect(JSON.stringify(event)).not.toContain('b@shop.example');
  });

  it('knows the routes of an app of Hono, whose error handler answers', async () => {
    const { kit, env, ctx, optionsOf } = setUp();
    const app = new Hono<{ Bindings: Env }>();
    app.get('/orders/:id', fail);
    app.onError((_error, context) => context.text('sorry', 500));
    const served = Sentry.withSentry(optionsOf, app);
    expect(served).toBe(app);
    expect(await (await served.fetch(request('/orders/7'), env, ctx)).text()).toBe('sorry');
    const event = await kit.waitForEvent('failed');
    expect(event).toMatchObject({ transaction: 'GET /orders/:id', exception: { values: [{ mechanism: { handled: false } }] } });
    expect(kit.events()).toHaveLength(1);
  });

  it('serves all methods of a class, and those that it calls itself in the same context', async () => {
    const { kit, env, ctx, optionsOf } = setUp();
    class Base {
      inherited() {
        return fail();
      }
    }
    class Shop extends Base {
      static readonly kind = 'shop';
      #door = 'open';
      constructor(
        readonly ctx: object,
        readonly env: Env,
      ) {
        super();
      }
      enter(user: string) {
        Sentry.setUser({ id: user });
        return this.inherited();
      }
      get door() {
        return this.#door;
      }
    }
    const Served = Sentry.withSentry(optionsOf, Shop);
    const shop = new Served(ctx, env);
    expect([Served.name, Served.kind, shop.door, shop instanceof Shop]).toEqual(['Shop', 'shop', 'open', true]);
    await expect(shop.enter('ann')).rejects.toThrow('failed');
    expect(await kit.waitForEvent('failed')).toMatchObject({ transaction: 'Shop.enter', user: { id: 'ann' } });
    await expect(shop.inherited()).rejects.toThrow('failed');
    await Sentry.flush();
    const [, second] = kit.events();
    expect([second?.transaction, second?.user]).toEqual(['Shop.inherited', undefined]);
  });

  it('serves a frozen object by a copy', async () => {
    const { kit, env, ctx, optionsOf } = setUp();
    const frozen = Object.freeze({ fetch: async (_request: Request, _env: Env, _ctx: object) => fail() });
    await expect(Sentry.withSentry(optionsOf, frozen).fetch(request(), env, ctx)).rejects.toThrow('failed');
    await kit.waitForEvent('failed');
  });

  it.each([undefined, null, 7, {}])('gives back what it cannot serve: %j', handler => {
    expect(Sentry.withSentry(() => undefined, handler as never)).toBe(handler);
  });

  it('leaves the worker as it is where its options cannot be had', async () => {
    const handler = Sentry.withSentry(
      () => {
        throw new Error('no options');
      },
      { fetch: () => new Response('ok') },
    );
    expect(await handler.fetch().text()).toBe('ok');
    expect(Sentry.getClient()).toBeUndefined();
  });

  it('has the types that programs use', () => {
    const typed = Sentry.withSentry((env: Env) => ({ dsn: env.SENTRY_DSN }), {
      fetch: (_request: Request, env: Env) => new Response(env.SENTRY_DSN),
    });
    expectTypeOf(typed.fetch).returns.toEqualTypeOf<Response>();
    const handler = { fetch: async (_request: Request, env: Env) => new Response(env.SENTRY_DSN) };
    expectTypeOf(Sentry.withSentry((env: Env) => ({ dsn: env.SENTRY_DSN }), handler)).toEqualTypeOf(handler);
    Sentry.withSentry((env: Env) => ({ dsn: env.SENTRY_DSN }), {
      async fetch(incoming, env) {
        return new Response(incoming.url + env.SENTRY_DSN);
      },
    });
    const explicit = Sentry.withSentry<Env>(env => ({ dsn: env.SENTRY_DSN }), {
      async fetch(incoming, env, context) {
        context.waitUntil(incoming.text());
        return new Response(env.SENTRY_DSN);
      },
    });
    expectTypeOf(explicit.fetch).not.toBeNever();
  });
});

describe('instrumentDurableObjectWithSentry, instrumentWorkflowWithSentry', () => {
  it.each([
    ['durable_object', Sentry.instrumentDurableObjectWithSentry],
    ['workflow', Sentry.instrumentWorkflowWithSentry as unknown as typeof Sentry.instrumentDurableObjectWithSentry],
  ] as const)('report what a method fails with: %s', async (system, instrument) => {
    const { kit, env, ctx, asked, optionsOf } = setUp();
    class Room {
      // where the runtime finds it as well
      alarm = () => fail();
      constructor(
        readonly ctx: object,
        readonly env: Env,
      ) {}
      run() {
        return fail();
      }
    }
    const Served = instrument(optionsOf, Room);
    expect(asked).toEqual([]);
    const room = new Served(ctx, env);
    expect(asked).toEqual([env]);
    await expect(room.run()).rejects.toThrow('failed');
    await expect(room.alarm()).rejects.toThrow('failed');
    await Sentry.flush();
    const mechanism = { type: `auto.function.${system}`, handled: false };
    expect(kit.events().map(({ transaction, exception }) => [transaction, exception?.values?.[0]?.mechanism])).toEqual([
      ['Room.run', mechanism],
      ['Room.alarm', mechanism],
    ]);
  });

  it.each([undefined, 7, () => 1])('give back what is no class: %s', given => {
    expect(Sentry.instrumentDurableObjectWithSentry(() => undefined, given as never)).toBe(given);
  });
});

describe('sentryPagesPlugin, wrapRequestHandler', () => {
  it.each(['options', 'a function of the context'])('report what stands behind a middleware: %s', async way => {
    const { kit, env, optionsOf } = setUp();
    const onRequest =
      way === 'options' ? Sentry.sentryPagesPlugin<Env>(kit.options) : Sentry.sentryPagesPlugin<Env>(context => optionsOf(context.env));
    const context = { request: request(), env, next: fail, waitUntil: () => {} };
    await expect(onRequest(context)).rejects.toThrow('failed');
    expect(await kit.waitForEvent('failed')).toMatchObject({ transaction: 'GET /orders' });
    expect(await (await onRequest({ ...context, next: async () => new Response('ok') })).text()).toBe('ok');
    expect(kit.events()).toHaveLength(1);
  });

  it('report what one request fails with', async () => {
    const { kit } = setUp();
    await expect(Sentry.wrapRequestHandler({ options: kit.options, request: request() }, fail)).rejects.toThrow('failed');
    expect(await kit.waitForEvent('failed')).toMatchObject({ transaction: 'GET /orders' });
  });
});
