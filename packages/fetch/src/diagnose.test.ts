import { AsyncLocalStorage } from 'node:async_hooks';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { startIngest } from '@vigil/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { certificate } from '../../node/src/http/fixtures/certificate';
import { carrier, diagnose, init } from './index';

const stops: Array<() => unknown> = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});
function start(dsn: string, options: object = {}): void {
  const client = init({ dsn, release: '1.0.0', AsyncLocalStorage, ...options });
  stops.push(async () => {
    await client.close(0);
    carrier().client = undefined;
  });
}
async function ingestOf() {
  const ingest = await startIngest();
  stops.push(() => ingest.close());
  return ingest;
}
async function look(options?: Parameters<typeof diagnose>[0]) {
  const diagnosis = await diagnose(options);
  return { ...diagnosis, of: (id: string) => diagnosis.checks.find(check => check.id === id) };
}

describe('diagnose by fetch', () => {
  it('finds nothing wrong with what is well, and says what this runtime does not tell', async () => {
    const ingest = await ingestOf();
    start(ingest.dsn);
    const { ok, checks } = await look({ testEvent: true });
    expect([ok, checks.filter(({ status }) => status === 'warn' || status === 'fail')]).toEqual([true, []]);
    expect(checks.filter(({ status }) => status === 'skipped').map(({ id }) => id)).toEqual(['dns', 'tls', 'adapter', 'spool']);
    expect(ingest.events()).toHaveLength(1);
  });

  it('asks with the headers that a function gives', async () => {
    const ingest = await ingestOf();
    start(ingest.dsn, { transportOptions: { headers: async () => ({ authorization: 'Bearer t' }) } });
    await look();
    expect(ingest.requests.map(({ headers }) => headers['authorization'])).toEqual(Array(2).fill('Bearer t'));
  });

  it('warns where there is no async context, and where fetch is not watched', async () => {
    start((await ingestOf()).dsn, { AsyncLocalStorage: undefined, defaultIntegrations: false });
    const { ok, of } = await look();
    expect([ok, of('context')?.status, of('init-order')?.status]).toEqual([true, 'warn', 'warn']);
  });

  it.each([
    ['http://key@nowhere.invalid/1', 'dns'],
    ['http://key@127.0.0.1:1/1', 'http'],
  ])('%s fails at %s', async (dsn, id) => {
    start(dsn);
    const { ok, checks } = await look();
    expect([ok, checks.filter(({ status }) => status === 'fail').map(check => check.id)]).toEqual([false, [id]]);
  });

  it('a certificate that is not trusted fails at tls', async () => {
    const server = https.createServer(certificate, (_request, response) => response.end('{}')).listen(0, '127.0.0.1');
    stops.push(() => server.close());
    await new Promise(done => server.once('listening', done));
    start(`https://key@localhost:${(server.address() as AddressInfo).port}/1`);
    const { checks } = await look();
    expect(checks.filter(({ status }) => status === 'fail')).toMatchObject([
      { id: 'tls', fix: expect.stringContaining('NODE_EXTRA_CA_CERTS') },
    ]);
  });

  it('goes by the tunnel where there is one, and asks it nothing but that', async () => {
    const ingest = await ingestOf();
    start('https://key@nowhere.invalid/1', { tunnel: `${ingest.url}/tunnel` });
    expect((await look()).ok).toBe(true);
    expect(ingest.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /tunnel']);
    expect(ingest.envelopes).toMatchObject([{ headers: { dsn: 'https://key@nowhere.invalid/1' }, items: [] }]);
  });
});
