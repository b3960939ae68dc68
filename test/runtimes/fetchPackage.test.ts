import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { crossings } from './crossings';
import { exchange, startGate } from './exchange';
import { load } from './load';
import { servings } from './serving';

let ingest: Awaited<ReturnType<typeof startIngest>>;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest.close());
beforeEach(() => ingest.reset());

/** Each event of the stream is read before its writer is allowed the next one. */
async function readEvents(url: string): Promise<{ type: string | null; read: string[] }> {
  const gate = await startGate();
  const response = await fetch(`${url}/events/x?gate=${gate.url}`);
  const read: string[] = [];
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    gate.tell(read.length);
    read.push(chunk);
  }
  gate.close();
  return { type: response.headers.get('content-type'), read };
}

// Bun, Deno, and workerd with async context and without
describe.each(servings())('@vigil/fetch on $title', ({ isHere, start, app }) => {
  const runs = it.skipIf(!isHere);

  runs('1,000 concurrent requests: no user, tag, breadcrumb or trace of another, every event delivered', async () => {
    const server = await start(app, ingest.dsn);
    const sent = await load(server.url, { count: 1_000, ways: ['body', 'plain', 'stream'], sockets: 40 });
    await expect.poll(() => ingest.events().length, { timeout: 20_000 }).toBeGreaterThanOrEqual(sent.length);
    await server.stop();
    expect(crossings(ingest.events(), sent)).toEqual([]);
  });

  runs('bytes of every answer and what the runtime says are those without the SDK; what was thrown is reported once', async () => {
    const said: string[][] = [];
    for (const variables of [{ BARE: 'yes' }, {}] as Record<string, string>[]) {
      const server = await start(app, ingest.dsn, variables);
      const answers: string[] = [];
      for (const path of ['/fine/who-1', '/plain/who-2', '/plain/who-3?wait=20', '/stream/who-4'])
        answers.push(await exchange(server.url, path));
      const { type, read } = await readEvents(server.url);
      if (!('BARE' in variables)) await expect.poll(() => ingest.events().length).toBe(3);
      const { stderr } = await server.stop();
      // positions: a wrapped handler has more callers
      said.push([...answers, `${type}`, ...read, stderr.replace(/^\s+at .*\n/gm, '')]);
    }
    const [bare, wrapped] = said;
    expect(wrapped).toEqual(bare);
    expect(bare![1]).toMatch(/^HTTP\/1.1 500 /);
    expect(bare!.slice(4, 8)).toEqual(['text/event-stream', 'data: 0\n\n', 'data: 1\n\n', 'data: 2\n\n']);

    const thrown = ingest.events().flatMap(event => event.exception?.values?.slice(0, 1) ?? []);
    expect(thrown.sort((a, b) => (a.value! < b.value! ? -1 : 1))).toMatchObject([
      { value: 'failed for who-2', mechanism: { type: 'auto.http.fetch', handled: false } },
      { value: 'failed for who-3', mechanism: { type: 'auto.http.fetch', handled: false } },
      { value: 'failed for who-4', mechanism: { type: 'generic', handled: true } },
    ]);
  });
});

const deno = servings().find(({ app }) => app === 'denoServe')!;
it.skipIf(!deno.isHere)(`@vigil/fetch on ${deno.title}: a handler that names no parameter is reported with its request`, async () => {
  const server = await deno.start('denoNoParameter', ingest.dsn);
  expect(await exchange(server.url, '/orders')).toMatch(/^HTTP\/1.1 500 /);
  await ingest.waitForEvent({ request: { url: `${server.url.replace(/127.*/, 'a')}/orders` } });
  expect(ingest.events()).toHaveLength(1);
  await server.stop();
});

describe.each(servings().filter(({ app }) => app === 'bunServe' || app === 'denoServe'))('@vigil/fetch on $title', ({ isHere, start }) => {
  it.skipIf(!isHere)('what is captured after the answer is told with its request and its trace', async () => {
    const server = await start('answered', ingest.dsn);
    const traceId = '0123456789abcdef0123456789abcdef';
    for (const path of ['/orders/7', '/next'])
      await fetch(server.url + path, { method: 'POST', headers: { 'sentry-trace': `${traceId}-0123456789abcdef-1`, 'user-agent': 'me' } });
    const event = await ingest.waitForEvent('after the answer');
    await server.stop();
    expect(event).toMatchObject({
      transaction: 'POST /orders/7',
      request: { method: 'POST', url: `${server.url}/orders/7`, headers: { 'user-agent': 'me' } },
      user: { id: 'ada' },
      contexts: { trace: { trace_id: traceId } },
    });
    expect(ingest.events()).toHaveLength(1);
  });
});
