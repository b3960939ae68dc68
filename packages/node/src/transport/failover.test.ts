import net, { createServer } from 'node:net';
import { startIngest } from '@vigil/testkit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createClient, type NodeOptions } from '../init';
import type { HttpModule } from './nodeTransportOptions';

type Ingest = Awaited<ReturnType<typeof startIngest>>;
const ingests: Ingest[] = [];
async function ingest(plan?: Parameters<typeof startIngest>[0]): Promise<Ingest> {
  const started = await startIngest(plan);
  ingests.push(started);
  return started;
}
afterEach(async () => {
  for (const each of ingests.splice(0)) await each.close();
});

/** A DSN at which nothing listens. */
async function refusing(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return `http://down@127.0.0.1:${port}/9`;
}
const start = (options: NodeOptions) =>
  createClient({
    retry: { baseMs: 5, maxDelayMs: 5 },
    logger: false,
    budget: false,
    transportOptions: { timeoutMs: 1500 },
    spool: false,
    ...options,
  });
const messages = (each: Ingest) => each.events().map(event => event.message);

describe('two regions', () => {
  it('the second takes over when nothing listens at the first', async () => {
    const second = await ingest();
    const client = start({ dsn: [await refusing(), second.dsn] });
    const id = client.captureMessage('x');
    expect(await client.outcome(id)).toMatchObject({ status: 'sent', attempts: 3, dsnIndex: 1 });
    expect(messages(second)).toEqual(['x']);
    const key = new URL(second.dsn).username;
    expect(second.requests[0]?.url).toContain(`sentry_key=${key}&`);
    expect(second.envelopes[0]?.headers['trace']).toMatchObject({ public_key: key });
  });

  it.each([500, 503, 'reset', 'hang'] as const)('the second takes over when the first answers %s, without duplicates', async answer => {
    const [first, second] = [await ingest({ plan: answer }), await ingest()];
    const client = start({ dsn: [first.dsn, second.dsn] });
    for (let n = 0; n < 20; n++) client.captureMessage(`message ${n}`);
    expect(await client.flush(20_000)).toBe(true);
    expect(messages(second).sort()).toEqual(Array.from({ length: 20 }, (_, n) => `message ${n}`).sort());
    expect(client.stats().outcomes).toEqual({ error: { sent: 20 } });
  });

  it.each([200, 400, 413, 429])('what the first answers with %i is never sent to the second', async status => {
    const [first, second] = [await ingest({ plan: status }), await ingest()];
    const client = start({ dsn: [first.dsn, second.dsn], sendClientReports: false });
    expect(await client.outcome(client.captureMessage('x'))).toMatchObject({ httpStatus: status, attempts: 1, dsnIndex: 0 });
    expect([first.requests.length, second.requests.length]).toEqual([1, 0]);
  });

  it('the first is asked again when its probe is due, and has everything from its answer on', async () => {
    const [first, second] = [await ingest({ plan: 500 }), await ingest()];
    let now = Date.now();
    const client = start({ dsn: [first.dsn, second.dsn], deps: { now: () => now } });
    for (let n = 0; n < 5; n++) client.captureMessage(`before ${n}`);
    await client.flush(10_000);
    first.reset();
    first.respond(200);
    client.captureMessage('during');
    await client.flush(10_000);
    expect(messages(first)).toEqual([]);
    now += 31_000;
    for (const text of ['probe', 'after']) {
      client.captureMessage(text);
      await client.flush(10_000);
    }
    expect(messages(first)).toEqual(['probe', 'after']);
  });
});

/** Requests as they would leave, answered with 200. */
function recorder() {
  const asked: string[] = [];
  const httpModule: HttpModule = {
    request(options, callback) {
      const { protocol, hostname, port, path } = options;
      asked.push(`${protocol}//${hostname}${port ? `:${port}` : ''}${path?.split('?')[0]}`);
      const response = Object.assign(new (class extends net.Socket {})(), { statusCode: 200, headers: {} });
      queueMicrotask(() => callback(response as never));
      return Object.assign(new net.Socket(), { end: () => response, reusedSocket: false }) as never;
    },
  };
  return { asked, httpModule };
}

describe('data stays where the DSN says', () => {
  it.each([
    ['https://key@o7.ingest.us.sentry.io/1', 'https://o7.ingest.us.sentry.io/api/1/envelope/'],
    ['https://key@o7.ingest.de.sentry.io/1', 'https://o7.ingest.de.sentry.io/api/1/envelope/'],
    ['https://key@sentry.example.org/42', 'https://sentry.example.org/api/42/envelope/'],
    ['http://key@relay.internal:3000/7', 'http://relay.internal:3000/api/7/envelope/'],
    ['https://key@example.org/monitoring/sentry/7', 'https://example.org/monitoring/sentry/api/7/envelope/'],
  ])('%s', async (dsn, url) => {
    const { asked, httpModule } = recorder();
    const client = start({ dsn, transportOptions: { httpModule, proxy: false } });
    expect(await client.outcome(client.captureMessage('x'))).toMatchObject({ status: 'sent' });
    expect(asked).toEqual([url]);
  });

  it('and no other address is connected to', async () => {
    const [first, second] = [await ingest({ plan: 500 }), await ingest()];
    const connect = vi.spyOn(net.Socket.prototype, 'connect');
    const client = start({ dsn: [first.dsn, second.dsn], release: 'a@1' });
    for (let n = 0; n < 10; n++) client.captureMessage(`x${n}`);
    await client.flush(10_000);
    const ports = connect.mock.calls.map(([options]) =>
      Number((Array.isArray(options) ? options[0] : (options as { port?: number })).port),
    );
    connect.mockRestore();
    const known = [first, second].map(({ url }) => Number(new URL(url).port));
    expect(new Set(ports)).toEqual(new Set(known));
  });
});

describe('headers from a function', () => {
  it('are asked for before each request; where it fails the request goes without, said once', async () => {
    const server = await ingest();
    const warnings: string[] = [];
    let token = 0;
    const headers = async () => {
      if (++token > 2) throw new Error('no token');
      return { authorization: `Bearer ${token}` };
    };
    const client = start({ dsn: server.dsn, transportOptions: { headers }, logger: { warn: text => void warnings.push(String(text)) } });
    for (let n = 0; n < 4; n++) await client.outcome(client.captureMessage(`x${n}`));
    expect(server.requests.map(({ headers: { authorization } }) => authorization)).toEqual(['Bearer 1', 'Bearer 2', undefined, undefined]);
    expect(warnings).toEqual([expect.stringContaining('V053')]);
  });
});
