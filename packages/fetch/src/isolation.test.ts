import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { afterEach, describe, expect, it } from 'vitest';
import * as WithStorage from './als';
import { eventsOf, start, stopAfter, stopAll } from './fixtures/live';
import * as Vigil from './index';

afterEach(stopAll);

const REQUESTS = 200;

/** How code deep inside a request comes to its context. */
type Carry = <T>(fn: () => Promise<T>) => Promise<T>;

async function listen(handler: (request: Request) => Response | Promise<Response>): Promise<string> {
  const server = http.createServer(getRequestListener(handler, { overrideGlobalObjects: false }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stopAfter(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Each step writes to the context of its request and waits; who is slow and who is fast is mixed. */
async function serve(request: Request, carry: (hub: Vigil.Hub) => Carry): Promise<Response> {
  const id = new URL(request.url).pathname.slice(1);
  const here = carry(Vigil.getCurrentHub());
  Vigil.setUser({ id });
  await sleep((Number(id) * 7) % 13);
  await here(async () => {
    Vigil.setTag('id', id);
    Vigil.addBreadcrumb({ message: id });
  });
  if (Number(id) % 3 === 0) await request.text();
  await sleep((Number(id) * 5) % 11);
  await here(async () => {
    if (Number(id) % 2) Vigil.captureException(new Error(id));
  });
  if (Number(id) % 2 === 0) throw new Error(id);
  return new Response(id);
}

const byStorage = () => (fn: () => Promise<unknown>) => fn();
const modes = {
  'init({ AsyncLocalStorage })': {
    begin: (options: Vigil.FetchOptions) => Vigil.init({ ...options, AsyncLocalStorage }),
    carry: byStorage,
  },
  '@vigil/fetch/als': { begin: WithStorage.init, carry: byStorage },
  'hub.run, by hand': { begin: Vigil.init, carry: (hub: Vigil.Hub) => (fn: () => Promise<unknown>) => hub.run(fn) },
};

describe.each(Object.entries(modes))('with %s', (_name, { begin, carry }) => {
  it(`${REQUESTS} requests at once never see each other`, async () => {
    const kit = start({}, begin as typeof Vigil.init);
    Vigil.setUser({ id: 'of the process' });
    const url = await listen(Vigil.wrapFetchHandler(request => serve(request, carry as never)));
    const trace = (id: number) => `${id.toString(16).padStart(32, 'a')}-0123456789abcdef`;
    const agent = new http.Agent({ keepAlive: true, maxSockets: 50 });
    stopAfter(() => agent.destroy());
    await Promise.all(
      Array.from({ length: REQUESTS }, async (_, id) => {
        const headers = { 'sentry-trace': trace(id), 'x-request-id': `r${id}` };
        const outgoing = http.request(`${url}/${id}`, { agent, headers, method: id % 3 === 0 ? 'POST' : 'GET' });
        outgoing.end(id % 3 === 0 ? 'body' : undefined);
        const [response] = (await once(outgoing, 'response')) as [http.IncomingMessage];
        for await (const _chunk of Readable.from(response));
      }),
    );
    const events = await eventsOf(kit);
    expect(events).toHaveLength(REQUESTS);
    for (const event of events) {
      const id = event.exception?.values?.[0]?.value as string;
      expect(event.user).toEqual({ id });
      expect(event.tags).toEqual({ id, request_id: `r${id}` });
      expect(event.breadcrumbs?.map(({ message }) => message)).toEqual([id]);
      expect(event.contexts?.trace?.trace_id).toBe(trace(Number(id)).slice(0, 32));
      expect(event.request?.url).toMatch(new RegExp(`/${id}$`));
    }
    expect(new Set(events.map(({ user }) => user?.id)).size).toBe(REQUESTS);
  });
});

describe('without any async context', () => {
  it('what is written after an await is the process’s own, and on no event of another request', async () => {
    const kit = start();
    const handler = Vigil.wrapFetchHandler(async (request: Request): Promise<Response> => {
      await 1;
      Vigil.setUser({ id: new URL(request.url).pathname });
      throw new Error('after');
    });
    await expect(handler(new Request('https://shop.example/a'))).rejects.toThrow('after');
    await expect(handler(new Request('https://shop.example/b'))).rejects.toThrow('after');
    expect((await eventsOf(kit)).map(({ user, request }) => [user, request?.url])).toEqual([
      [undefined, 'https://shop.example/a'],
      [undefined, 'https://shop.example/b'],
    ]);
  });
});

describe('streams', () => {
  it.each([true, false])('chunk n is received before chunk n + 1 is written, with the SDK: %s', async isOn => {
    if (isOn) start({ AsyncLocalStorage });
    let next = () => {};
    const handler = () => {
      let left = 5;
      const body = new ReadableStream<Uint8Array>({
        async pull(controller) {
          await new Promise<void>(resolve => {
            next = resolve;
          });
          if (left-- === 0) controller.close();
          else controller.enqueue(new TextEncoder().encode(`data: ${left}\n\n`));
        },
      });
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    };
    const url = await listen(isOn ? Vigil.wrapFetchHandler(handler) : handler);
    const outgoing = http.get(url);
    next();
    const [response] = (await once(outgoing, 'response')) as [http.IncomingMessage];
    const seen: string[] = [];
    response.setEncoding('utf8').on('data', chunk => {
      seen.push(chunk);
      next();
    });
    const ended = once(response, 'end');
    // the first chunk waits for nobody
    const first = setInterval(() => next(), 5);
    await ended;
    clearInterval(first);
    expect(seen.join('')).toBe('data: 4\n\ndata: 3\n\ndata: 2\n\ndata: 1\n\ndata: 0\n\n');
    expect(seen).toHaveLength(5);
  });
});
