import { once } from 'node:events';
import net from 'node:net';
import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runtime } from './runtime';
import { startWorkerd } from './startWorkerd';

let ingest: Awaited<ReturnType<typeof startIngest>>;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest.close());
beforeEach(() => ingest.reset());

const { title, binary } = runtime('workerd');
const worker = new URL('./apps/workerModule.mjs', import.meta.url);
const get = (url: string): Promise<string> => fetch(url).then(response => response.text());
const failed = (n: number) => ({ exception: { values: [{ value: `failed for ${n}` }] } });

/** Between the worker and the ingest; `firstClosed` when the worker has given up the first connection it made. */
async function startWire(port: number) {
  const sockets: net.Socket[] = [];
  const server = net.createServer(socket => {
    sockets.push(socket);
    const there = net.connect(port, '127.0.0.1');
    for (const [one, other] of [
      [socket, there],
      [there, socket],
    ] as const) {
      one.pipe(other);
      one.on('error', () => {});
      one.on('close', () => other.destroy());
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as net.AddressInfo).port,
    firstClosed: () => sockets[0]!.closed || once(sockets[0]!, 'close'),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

describe(`@vigil/fetch on ${title}`, () => {
  const runs = it.skipIf(!binary);

  runs('starts at the top of a module, without any flag: no timer, no random number, no request there', async () => {
    const server = await startWorkerd(worker, { dsn: ingest.dsn });
    await get(`${server.url}/fail/1`);
    const event = await ingest.waitForEvent(failed(1));
    expect(event).toMatchObject({ release: 'worker@1', tags: { started: 'yes' } });
    // breadcrumbs of the process are no request's
    expect(event.breadcrumbs).toBeUndefined();
    // nothing but what workerd says of the error itself
    expect((await server.stop()).stderr.trim().split('\n')).toEqual([expect.stringContaining('remote.jsg.Error: failed for 1')]);
  });

  runs('what is captured before the first request cannot be sent, and is counted', async () => {
    const server = await startWorkerd(worker, { dsn: ingest.dsn, bindings: { CAPTURE: 'yes' } });
    expect(JSON.parse(await get(`${server.url}/stats`))).toMatchObject({
      captured: { error: 1 },
      outcomes: { error: { network_error: 1 } },
      queueBytes: 0,
    });
    expect((await server.stop()).stderr).toBe('');
  });

  runs('what a request has it wait for is reported when it rejects, by the same request', async () => {
    const server = await startWorkerd(worker, { dsn: ingest.dsn });
    await get(`${server.url}/background/1`);
    const event = await ingest.waitForEvent(failed(1));
    expect(event.exception?.values?.[0]?.mechanism).toEqual({ type: 'auto.http.fetch.wait_until', handled: false });
    // sent once: no later request had to
    expect(ingest.events()).toHaveLength(1);
    expect(JSON.parse(await get(`${server.url}/stats`))).toMatchObject({ captured: { error: 1 } });
    await server.stop();
  });

  runs.each([
    ['fail', 'auto.http.fetch'],
    ['background', 'auto.http.fetch.wait_until'],
    ['method', 'auto.job'],
  ])('of a class of Workers reads environment and context from the instance: %s', async (way, type) => {
    const app = new URL('./apps/workerClass.mjs', import.meta.url);
    const server = await startWorkerd(app, { dsn: ingest.dsn, flags: ['nodejs_als'] });
    await get(`${server.url}/${way}/1`);
    const event = await ingest.waitForEvent(failed(1));
    expect(event.exception?.values?.[0]?.mechanism).toEqual({ type, handled: false });
    if (way !== 'method') expect(event).toMatchObject({ tags: { path: `/${way}/1` } });
    expect(ingest.events()).toHaveLength(1);
    await server.stop();
  });

  runs.each([
    ['fetch', 'auto.http.fetch', 'GET /fetch/ann'],
    ['waitUntil', 'auto.http.fetch.wait_until', 'GET /waitUntil/ann'],
    ['price', 'auto.function.durable_object', 'Room.price'],
    ['alarm', 'auto.function.durable_object', 'Room.alarm'],
    ['webSocketMessage', 'auto.function.durable_object', 'Room.webSocketMessage'],
  ])('of a Durable Object reports what fails, once and by whom: %s', async (way, type, transaction) => {
    const app = new URL('./apps/workerObject.mjs', import.meta.url);
    const server = await startWorkerd(app, { dsn: ingest.dsn, flags: ['nodejs_als'], objects: ['Room'] });
    const answers = await Promise.all([get(`${server.url}/${way}/ann`), get(`${server.url}/quiet/bob`)]);
    const event = await ingest.waitForEvent(`${way} failed for ann`);
    expect(event.exception?.values?.[0]?.mechanism).toEqual({ type, handled: false });
    expect(event).toMatchObject({ transaction, user: { id: 'ann' } });
    expect(ingest.events()).toHaveLength(1);
    expect(answers).toEqual([way === 'fetch' || way === 'price' ? `${way} failed for ann` : 'ok', 'ok']);
    await server.stop();
  });

  runs.each([
    { way: 'worker', transaction: 'GET /worker/ann', user: undefined, answered: /Internal Server Error/, type: 'auto.http.fetch' },
    { way: 'fetch', transaction: 'GET /ann', user: { id: 'ann' }, answered: /^fetch failed for ann$/, type: 'auto.http.fetch' },
    {
      way: 'rpc',
      transaction: 'RoomBase.enter',
      user: { id: 'ann' },
      answered: /^rpc failed for ann$/,
      type: 'auto.function.durable_object',
    },
    { way: 'alarm', transaction: 'RoomBase.alarm', user: { id: 'ann' }, answered: /^open$/, type: 'auto.function.durable_object' },
  ])(
    "a program for Sentry's package reports what fails, once, where it failed: $way",
    async ({ way, transaction, user, answered, type }) => {
      const app = new URL('./apps/workerSentry.mjs', import.meta.url);
      const server = await startWorkerd(app, { dsn: ingest.dsn, flags: ['nodejs_als'], objects: ['Room'] });
      const answers = await Promise.all([get(`${server.url}/${way}/ann`), get(`${server.url}/fetch/bob`)]);
      const event = await ingest.waitForEvent(`${way} failed for ann`);
      expect(event.exception?.values?.[0]?.mechanism).toEqual({ type, handled: false });
      expect([event.transaction, event.user]).toEqual([transaction, user]);
      expect(ingest.events()).toHaveLength(1);
      expect(answers).toEqual([expect.stringMatching(answered), 'open']);
      await server.stop();
    },
  );

  runs('an event whose request has ended is sent by a later one, and no other event waits for it', async () => {
    const wire = await startWire(Number(new URL(ingest.url).port));
    const server = await startWorkerd(worker, { dsn: ingest.dsn.replace(/:\d+\//, `:${wire.port}/`) });
    ingest.respond(['hang', 200]);
    await get(`${server.url}/fail/1`);
    const first = await ingest.waitForEvent(failed(1));
    await get(`${server.url}/fail/2`);
    await ingest.waitForEvent(failed(2));

    await wire.firstClosed();
    await get(`${server.url}/later/20000`);
    await get(`${server.url}/fail/3`);
    await expect.poll(() => ingest.events().filter(({ event_id }) => event_id === first.event_id).length).toBe(2);
    await expect
      .poll(async () => JSON.parse(await get(`${server.url}/stats`)))
      .toMatchObject({ captured: { error: 3 }, outcomes: { error: { sent: 3 } }, queueBytes: 0 });
    await server.stop();
    wire.close();
  });

  runs('nobody who waits without a time for what an ended request has begun is cancelled', async () => {
    const server = await startWorkerd(new URL('./apps/workerWaits.mjs', import.meta.url), { dsn: ingest.dsn });
    ingest.respond('hang');
    const id = await get(`${server.url}/capture`);
    expect(await get(`${server.url}/flush`)).toBe('false');
    expect(await get(`${server.url}/outcome/${id}`)).toBe('pending');
    expect(await get(`${server.url}/close`)).toBe('false');
    await server.stop();
  });
});
