import { createRequire } from 'node:module';
import { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import * as Vigil from '@vigil/fastify';
import { setupFastifyErrorHandler as setupByNode } from '@vigil/node';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { request, start, stopAfter, stopAll } from '../../node/src/http/fixtures/live';

afterEach(stopAll);

interface Asked {
  url: string;
  query: Record<string, string>;
  params: Record<string, string>;
  log: Record<'info' | 'warn' | 'error', (...args: unknown[]) => void>;
}
type Handler = (request: Asked, reply: { sentry?: string; code(status: number): void }) => unknown;
interface Replied {
  send(text: string): void;
  hijack(): void;
  raw: { end(text: string): void };
}
interface App {
  get(path: string, handler: Handler): void;
  register(plugin: unknown, options?: object): PromiseLike<unknown>;
  setErrorHandler(handler: (error: unknown, ...args: Parameters<Handler>) => unknown): void;
  addHook(name: string, hook: unknown): void;
  log: Asked['log'];
  listen(options: object): Promise<string>;
  close(): Promise<void>;
  ready(): Promise<void>;
  inject(url: string): Promise<{ statusCode: number }>;
}
const values = (kit: ReturnType<typeof start>) => kit.events().map(({ exception }) => exception?.values?.at(-1)?.value);
const fails = async ({ url }: Asked) => {
  throw new Error(`failed ${url}`);
};

async function serve(app: App): Promise<number> {
  const url = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  stopAfter(() => app.close());
  return Number(url.port);
}

describe.each([
  ['Fastify 4', 'fastify4'],
  ['Fastify 5', 'fastify5'],
])('%s', (_name, copy) => {
  const fastify: (options?: object) => App = createRequire(import.meta.url)(copy);

  it('the id of the event is there at once: on reply.sentry, as lastEventId, on the error page', async () => {
    const kit = start();
    const app = fastify();
    Vigil.setupFastifyErrorHandler(app);
    app.get('/users/:id', fails);
    app.setErrorHandler(async (_error, _request, reply) => {
      reply.code(500);
      return `${reply.sentry} ${Vigil.lastEventId()}`;
    });
    const { body } = await request(await serve(app), { path: '/users/7' });
    await kit.client.flush();
    const [event] = kit.events();
    expect(body).toBe(`${event?.event_id} ${event?.event_id}`);
    expect(event).toMatchObject({
      transaction: 'GET /users/:id',
      contexts: { response: { status_code: 500 } },
      exception: { values: [{ mechanism: { type: 'auto.function.fastify', handled: false } }] },
    });
  });

  it('what is thrown and has no text is reported', async () => {
    const kit = start();
    const app = fastify();
    Vigil.setupFastifyErrorHandler(app);
    app.get('/object', async () => {
      throw Object.assign(Object.create(null), { code: 7 });
    });
    app.get('/message', async () => {
      throw Object.assign(new Error(), { message: Object.create(null) });
    });
    const port = await serve(app);
    for (const path of ['/object', '/message']) expect((await request(port, { path })).status).toBe(500);
    await kit.client.flush();
    expect(kit.events().map(({ transaction }) => transaction)).toEqual(['GET /object', 'GET /message']);
  });

  it.each(['send', 'hijack'])(
    'what a handler throws after %s is reported once, async or not, in plugins too; the answer stays',
    async way => {
      const kit = start();
      const app = fastify();
      const end = (reply: Replied): void => {
        if (way === 'send') reply.send('fine');
        else {
          reply.hijack();
          reply.raw.end('fine');
        }
      };
      Vigil.setupFastifyErrorHandler(app);
      app.get('/late', async (_message, reply) => {
        end(reply as unknown as Replied);
        throw new Error('late');
      });
      app.register(async (plugin: App) => {
        plugin.get('/sync', (_message, reply) => {
          end(reply as unknown as Replied);
          setTimeout(() => (reply as unknown as Replied).send('again'), 1);
          throw new Error('sync');
        });
      });
      const port = await serve(app);
      for (const path of ['/sync', '/late']) expect(await request(port, { path })).toMatchObject({ status: 200, body: 'fine' });
      await wait(10);
      await kit.client.flush();
      expect(values(kit)).toEqual(['sync', 'late']);
      expect(kit.events()[0]).toMatchObject({
        transaction: 'GET /sync',
        exception: { values: [{ mechanism: { type: 'auto.function.fastify' } }] },
      });
    },
  );

  it('shouldHandleError is asked with request and reply, by the plugin with the verdict', async () => {
    const kit = start();
    const [app, plugged] = [fastify(), fastify()];
    Vigil.setupFastifyErrorHandler(app, {
      shouldHandleError: (_error, message, reply) =>
        (message as Asked).url === '/b' && (reply as { statusCode: number }).statusCode === 500,
    });
    const verdicts: unknown[] = [];
    plugged.register(Vigil.default, {
      shouldHandleError: (error: Error, verdict: Vigil.Verdict) => {
        verdicts.push(verdict);
        return error.message === 'failed /c';
      },
    });
    for (const each of [app, plugged]) for (const path of ['/a', '/b', '/c']) each.get(path, fails);
    for (const port of [await serve(app), await serve(plugged)]) for (const path of ['/a', '/b', '/c']) await request(port, { path });
    await kit.client.flush();
    expect(values(kit)).toEqual(['failed /b', 'failed /c']);
    expect(verdicts[0]).toEqual({ status: 500, aborted: false, headersSent: false, method: 'GET', route: '/a' });
  });

  it('userFromRequest is asked for events alone, each for its own request', async () => {
    const kit = start();
    const app = fastify();
    let asked = 0;
    Vigil.setupFastifyErrorHandler(app, {
      userFromRequest({ query }: Asked) {
        asked += 1;
        return { id: query['user'] ?? '' };
      },
    });
    app.get('/fine', async () => 'fine');
    app.get('/fails', async ({ query }: Asked) => {
      await new Promise(done => setTimeout(done, 2));
      throw new Error(`failed for ${query['user']}`);
    });
    const port = await serve(app);
    await request(port, { path: '/fine?user=x' });
    expect(asked).toBe(0);
    await Promise.all(['ada', 'bob'].map(user => request(port, { path: `/fails?user=${user}` })));
    await kit.client.flush();
    const seen = kit.events().map(({ user, exception }) => [user?.id, exception?.values?.[0]?.value]);
    expect(seen.sort()).toEqual([
      ['ada', 'failed for ada'],
      ['bob', 'failed for bob'],
    ]);
  });

  it('warnings and errors of the log are breadcrumbs of their request, also of pino’s children; what pino writes stays', async () => {
    const kit = start();
    const lines: string[] = [];
    const stream = new Writable({
      write(chunk, _encoding, done) {
        lines.push(JSON.parse(String(chunk)).msg);
        done();
      },
    });
    const app = fastify({ logger: { stream, level: 'info' } });
    Vigil.setupFastifyErrorHandler(app);
    app.get('/', async message => {
      message.log.info('not this');
      message.log.warn({ stock: 3 }, 'stock is low');
      message.log.error(new Error('mail failed'));
      return fails(message);
    });
    await request(await serve(app));
    await kit.client.flush();
    expect(kit.events()[0]?.breadcrumbs?.map(({ category, level, message }) => [category, level, message])).toEqual([
      ['log', 'warning', 'stock is low'],
      ['log', 'error', 'mail failed'],
    ]);
    expect(lines).toEqual(expect.arrayContaining(['not this', 'stock is low', 'mail failed', 'failed /', 'request completed']));
  });

  it('undefined, thrown at once or after the reply was sent, is reported as that, and the line about it is no breadcrumb', async () => {
    const kit = start();
    const app = fastify();
    Vigil.setupFastifyErrorHandler(app);
    const nothing: unknown = undefined;
    app.get('/', async () => {
      throw nothing;
    });
    app.get('/late', async (_message, reply) => {
      (reply as unknown as Replied).send('fine');
      throw nothing;
    });
    const port = await serve(app);
    await request(port);
    await request(port, { path: '/late' });
    await wait(10);
    await kit.client.flush();
    expect(values(kit)).toEqual(['undefined', 'undefined']);
    for (const event of kit.events()) expect(event).not.toHaveProperty('breadcrumbs');
  });

  it('what is injected is reported as well', async () => {
    const kit = start();
    const app = fastify();
    Vigil.setupFastifyErrorHandler(app);
    app.get('/users/:id', fails);
    expect((await app.inject('/users/7')).statusCode).toBe(500);
    await kit.client.flush();
    expect(kit.events()).toMatchObject([{ transaction: 'GET /users/:id' }]);
  });

  it.each([
    ['this package', Vigil.setupFastifyErrorHandler],
    ['@vigil/node', setupByNode as typeof Vigil.setupFastifyErrorHandler],
  ])('by %s each injected request has a context of its own, and nothing of it stays outside', async (_by, setUp) => {
    const kit = start();
    const app = fastify();
    setUp(app);
    app.get('/users/:id', async message => {
      const { id = '' } = message.params;
      Vigil.setUser({ id });
      Vigil.setTag('tenant', id);
      Vigil.addBreadcrumb({ message: `for ${id}` });
      // the first is still served when the others come
      await wait(id === '0' ? 30 : 5);
      return fails(message);
    });
    await Promise.all(['0', '1', '2'].map(id => app.inject(`/users/${id}`)));
    Vigil.captureMessage('outside');
    await kit.client.flush();
    expect(kit.events()).toHaveLength(4);
    for (const { message, user, tags, breadcrumbs, request: of } of kit.events()) {
      const id = of?.url?.at(-1);
      expect({ user, tenant: tags?.['tenant'] }).toEqual({ user: id && { id }, tenant: id });
      expect(message === 'outside' ? [] : breadcrumbs?.map(crumb => crumb.message).slice(0, 1)).toEqual(id ? [`for ${id}`] : []);
    }
  });

  it.each([false, true])('a hook that stands before has the context of an injected request too, in an app within one: %s', async within => {
    const kit = start();
    const app = fastify();
    app.addHook('onRequest', async (message: { raw: { url: string } }) => Vigil.setTag('hooked', message.raw.url));
    const routes = async (inner: App) => inner.get('/users/:id', fails);
    if (within) await app.register(routes);
    Vigil.setupFastifyErrorHandler(app);
    if (!within) await app.register(routes);
    await Promise.all([app.inject('/users/1'), app.inject('/users/2')]);
    Vigil.captureMessage('outside');
    await kit.client.flush();
    const hooked = kit.events().map(({ tags }) => tags?.['hooked']);
    expect(hooked.sort()).toEqual(['/users/1', '/users/2', undefined]);
  });

  it('what is injected within a job has its tags, its trace and its user', async () => {
    const kit = start();
    const app = fastify();
    Vigil.setupFastifyErrorHandler(app);
    app.get('/', async message => {
      Vigil.setTag('inner', 'yes');
      return fails(message);
    });
    const traces: unknown[] = [];
    await Vigil.wrapHandler(
      async () => {
        Vigil.setUser({ id: 'job' });
        traces.push(Vigil.getTraceData()['sentry-trace']?.slice(0, 32));
        await app.inject('/');
      },
      { name: 'nightly' },
    )();
    await kit.client.flush();
    expect(kit.events()).toMatchObject([
      { user: { id: 'job' }, tags: { inner: 'yes' }, contexts: { job: { name: 'nightly' }, trace: { trace_id: traces[0] } } },
    ]);
  });

  it('nothing throws that is given no app, or null for options; a user that takes its time is none, with a warning', async () => {
    const said: string[] = [];
    const kit = start({ logger: { warn: (text: string) => said.push(text) } } as never);
    const done = vi.fn();
    for (const nothing of [undefined, null, {}, 5]) {
      Vigil.setupFastifyErrorHandler(nothing);
      Vigil.vigilFastify(nothing, undefined as never, done);
      Vigil.fastifyTunnel(nothing, {} as never, done);
    }
    expect(done).toHaveBeenCalledTimes(8);
    expect(said.filter(line => /V020 (setupFastifyErrorHandler|fastifyTunnel) .*it takes an app of Fastify/.test(line))).toHaveLength(2);
    const app = fastify();
    Vigil.setupFastifyErrorHandler(app, { userFromRequest: (async () => ({ id: 'x' })) as never });
    app.get('/', fails);
    await request(await serve(app));
    await kit.client.flush();
    expect(kit.events()[0]?.user).toBeUndefined();
    expect(said.at(-1)).toContain('V041 userFromRequest');
  });

  it('an app that has started is left as it is, with a warning', async () => {
    const said: string[] = [];
    start({ logger: { warn: (text: string) => said.push(text) } } as never);
    const app = fastify();
    await app.ready();
    Vigil.setupFastifyErrorHandler(app);
    expect(said).toEqual([expect.stringMatching(/V045 setupFastifyErrorHandler .*started/)]);
  });

  it('without a client everything passes through', async () => {
    const app = fastify();
    Vigil.setupFastifyErrorHandler(app);
    app.get('/', fails);
    expect((await request(await serve(app))).status).toBe(500);
  });
});
