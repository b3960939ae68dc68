import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { createRequire } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { startIngest } from '@vigil/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { certificate } from '../http/fixtures/certificate';
import { listen, stopAfter, stopAll } from '../http/fixtures/live';
import { carrier, diagnose, init, type NodeOptions, noteAdapter } from '../index';

afterEach(stopAll);

const IDS = ['dsn', 'dns', 'tls', 'http', 'clock', 'limits', 'init-order', 'adapter', 'context', 'release', 'spool', 'queue'];

function start(dsn: string | string[] | undefined, options: NodeOptions = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vigil-diagnose-'));
  const client = init({ dsn, release: '1.0.0', spool: { dir: path.join(folder, 'spool') }, retry: false, ...options });
  stopAfter(async () => {
    await client.close(0);
    carrier().client = undefined;
    rmSync(folder, { recursive: true, force: true });
  });
  return client;
}
async function ingestOf(plan?: Parameters<Awaited<ReturnType<typeof startIngest>>['respond']>[0]) {
  const ingest = await startIngest({ plan });
  stopAfter(() => ingest.close());
  return ingest;
}
const look = async (options?: Parameters<typeof diagnose>[0]) => {
  const diagnosis = await diagnose(options);
  const of = (id: string) => diagnosis.checks.find(check => check.id === id);
  return { ...diagnosis, text: String(diagnosis), of };
};
const closedPort = async (): Promise<number> => {
  const server = net.createServer();
  const port = await listen(server);
  await new Promise(done => server.close(done));
  return port;
};

describe('a healthy installation', () => {
  it('has every check in its order, none failed, and one request to the server', async () => {
    const ingest = await ingestOf();
    start(ingest.dsn);
    const { ok, checks, text } = await look();
    expect(checks.map(({ id }) => id)).toEqual(IDS);
    expect([ok, checks.filter(({ status }) => status === 'fail' || status === 'warn')]).toEqual([true, []]);
    expect(ingest.envelopes.map(({ items }) => items)).toEqual([[]]);
    expect(text.split('\n')).toHaveLength(IDS.length);
    expect(text).not.toContain('testkit@');
  });

  it('is asked with the headers that a function gives', async () => {
    const ingest = await ingestOf();
    start(ingest.dsn, { transportOptions: { headers: async () => ({ authorization: 'Bearer t' }) } });
    const { ok } = await look();
    expect([ok, ingest.requests.map(({ headers }) => headers['authorization'])]).toEqual([true, Array(2).fill('Bearer t')]);
  });

  it('sends one message with testEvent, and says its id', async () => {
    const ingest = await ingestOf();
    start(ingest.dsn);
    const { ok, of } = await look({ testEvent: true });
    expect(ingest.events()).toMatchObject([{ message: 'Vigil test event', level: 'info' }]);
    expect([ok, of('queue')]).toEqual([
      true,
      { id: 'queue', status: 'ok', message: `test event ${ingest.events()[0]?.event_id} was sent` },
    ]);
  });

  it('is asked nothing with network: false', async () => {
    const ingest = await ingestOf();
    start(ingest.dsn);
    const { ok, of } = await look({ network: false });
    expect([ok, of('http')]).toEqual([true, { id: 'http', status: 'skipped', message: 'network: false' }]);
    expect(ingest.requests).toEqual([]);
  });

  it('is looked at one DSN after the other', async () => {
    const [one, other] = [await ingestOf(), await ingestOf(403)];
    start([one.dsn, other.dsn, 'not a DSN']);
    const { ok, checks } = await look();
    expect(checks.filter(({ id }) => id === 'dsn').map(({ status }) => status)).toEqual(['ok', 'ok', 'fail']);
    expect([ok, checks.filter(({ id }) => id === 'http').map(({ status }) => status)]).toEqual([false, ['ok', 'fail']]);
  });

  it('tells of a Relay in front, which looks at no key of an empty envelope', async () => {
    const asked: string[] = [];
    const port = await listen(
      http.createServer((request, response) => {
        asked.push(`${request.method} ${request.url?.split('?')[0]}`);
        response.setHeader('content-type', 'application/json');
        response.end(request.method === 'GET' ? '{"is_healthy":true}' : '{}');
      }),
    );
    start(`http://key@127.0.0.1:${port}/sub/7`);
    const { of } = await look();
    expect(asked).toEqual(['POST /sub/api/7/envelope/', 'GET /sub/api/relay/healthcheck/live/']);
    expect(of('http')).toMatchObject({ status: 'ok', message: expect.stringMatching(/a Relay.*testEvent: true/) });
  });
});

describe('a server', () => {
  it.each([
    [401, 'fail', /key of the DSN \(401/],
    [403, 'fail', /key of the DSN \(403/],
    [404, 'fail', /no such project/],
    [405, 'fail', /takes no envelopes/],
    [400, 'warn', /refuses an empty envelope/],
    [413, 'fail', /too large/],
    [302, 'fail', /redirects/],
    [500, 'fail', /out of order/],
    [503, 'fail', /out of order/],
  ] as const)('that answers %i: %s', async (status, verdict, message) => {
    const ingest = await ingestOf({ status, headers: { location: 'https://elsewhere.example/login' }, body: '{"detail":"because"}' });
    start(ingest.dsn);
    const { ok, of } = await look();
    expect(of('http')).toMatchObject({ status: verdict, message: expect.stringMatching(message), fix: expect.any(String) });
    expect(ok).toBe(verdict !== 'fail');
    // the answer, and the look for a Relay: a redirect is not followed
    expect(ingest.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  it('that answers with a page is none', async () => {
    const ingest = await ingestOf({ status: 200, body: '<!DOCTYPE html><title>Sign in</title>' });
    start(ingest.dsn);
    expect((await look()).of('http')).toMatchObject({ status: 'fail', message: expect.stringContaining('web page') });
  });

  it('behind a page is blamed for nothing: what stands above says of the test event, too, what to do', async () => {
    const ingest = await ingestOf({ status: 403, body: '<html>blocked</html>' });
    start(ingest.dsn);
    const { of } = await look({ testEvent: true });
    expect(of('http')).toMatchObject({ status: 'fail', message: expect.stringContaining('web page (403)') });
    expect(of('queue')).toMatchObject({
      status: 'fail',
      message: expect.stringMatching(/was not taken \(403\)$/),
      fix: 'mend what failed above first',
    });
  });

  it.each([
    [403, /for this DSN \(403/, /`dsns` of the tunnel/],
    [404, /no such address \(404/, /address of the tunnel/],
    [405, /takes no envelopes/, /address of the tunnel/],
  ] as const)('that is a tunnel and answers %i', async (status, message, fix) => {
    const tunnel = await ingestOf(status);
    start('https://key@behind.invalid/1', { tunnel: `${new URL(tunnel.dsn).origin}/tunnel` });
    const found = { status: 'fail', message: expect.stringMatching(message), fix: expect.stringMatching(fix) };
    expect((await look()).of('http')).toMatchObject(found);
  });

  it('that limits is said to, with the time', async () => {
    const ingest = await ingestOf({ status: 429, headers: { 'x-sentry-rate-limits': '60:error;transaction:key' } });
    start(ingest.dsn);
    const { ok, of } = await look();
    expect([ok, of('http')?.status]).toEqual([true, 'ok']);
    expect(of('limits')).toMatchObject({ status: 'warn', message: expect.stringMatching(/error for \d+ s, transaction for \d+ s/) });
  });

  it('with another time is said to have', async () => {
    const port = await listen(
      http.createServer((_request, response) => response.writeHead(200, { date: new Date(Date.now() - 600_000).toUTCString() }).end('{}')),
    );
    start(`http://key@127.0.0.1:${port}/1`);
    expect((await look()).of('clock')).toMatchObject({ status: 'warn', message: expect.stringMatching(/^(599|60[01]) s ahead/) });
  });

  it('that nobody is at', async () => {
    start(`http://key@127.0.0.1:${await closedPort()}/1`);
    const { ok, of } = await look();
    expect([ok, of('http')]).toEqual([
      false,
      expect.objectContaining({ status: 'fail', message: expect.stringContaining('ECONNREFUSED') }),
    ]);
  });

  it('with a name that nobody knows', async () => {
    start('http://key@nowhere.invalid/1');
    const { ok, of } = await look();
    expect([ok, of('dns')?.status, of('http')?.status]).toEqual([false, 'fail', 'skipped']);
    expect(of('dns')?.message).toMatch(/nowhere\.invalid .*(ENOTFOUND|EAI_AGAIN)/);
  });

  it('behind a proxy with a name that nobody knows, whether the server has a name or not', async () => {
    start('http://key@127.0.0.2/1', { transportOptions: { proxy: 'http://nowhere.invalid:3128' } });
    expect((await look()).of('dns')).toMatchObject({
      status: 'fail',
      message: expect.stringMatching(/nowhere\.invalid .*(ENOTFOUND|EAI_AGAIN)/),
      fix: expect.stringMatching(/proxy|network/),
    });
  });

  it('with a certificate that nobody trusts, and with one that the client trusts', async () => {
    const port = await listen(https.createServer(certificate, (_request, response) => response.end('{}')));
    const dsn = `https://key@localhost:${port}/1`;
    start(dsn);
    const { ok, of } = await look();
    expect([ok, of('dns')?.status, of('http')?.status]).toEqual([false, 'ok', 'skipped']);
    expect(of('tls')).toMatchObject({
      status: 'fail',
      message: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT'),
      fix: expect.stringMatching(/NODE_EXTRA_CA_CERTS.*caCerts/),
    });
    await stopAll();
    const again = await listen(https.createServer(certificate, (_request, response) => response.end('{}')));
    start(`https://key@localhost:${again}/1`, { transportOptions: { caCerts: certificate.cert } });
    expect((await look()).of('tls')).toMatchObject({ status: 'ok', message: 'TLSv1.3' });
  });

  it('that speaks plain http at an https DSN', async () => {
    const ingest = await ingestOf();
    start(ingest.dsn.replace('http:', 'https:'));
    expect((await look()).of('tls')).toMatchObject({ status: 'fail', fix: expect.stringContaining('plain http') });
  });

  it('that hangs costs timeoutMs, and all else is known', async () => {
    const ingest = await ingestOf('hang');
    start(ingest.dsn);
    const { ok, of, checks } = await look({ timeoutMs: 200, testEvent: true });
    expect([ok, checks.map(({ id }) => id)]).toEqual([false, IDS]);
    expect(of('http')).toMatchObject({ status: 'fail', message: expect.stringMatching(/does not answer in time/) });
    expect(of('queue')).toMatchObject({ status: 'fail', message: expect.stringMatching(/pending|not known/) });
    expect(of('release')?.status).toBe('ok');
  });

  it('that refuses the test event is blamed for it', async () => {
    const ingest = await ingestOf((_n, { items }) => (items.length ? 403 : 200));
    start(ingest.dsn);
    const { of } = await look({ testEvent: true });
    expect([of('http')?.status, of('queue')?.status, of('queue')?.message]).toEqual([
      'ok',
      'fail',
      expect.stringMatching(/refuses the key.*403/),
    ]);
  });
});

describe('the process', () => {
  it('without a client has one check, which failed', async () => {
    carrier().client = undefined;
    const { ok, checks } = await look({ testEvent: true });
    expect([ok, checks]).toEqual([false, [expect.objectContaining({ id: 'dsn', status: 'fail', fix: expect.stringContaining('init') })]]);
  });

  it.each([undefined, '', 'https://nowhere'])('with the DSN %j fails at once', async dsn => {
    start(dsn);
    const { ok, of } = await look();
    expect([ok, of('dsn')?.status, of('http')?.status]).toEqual([false, 'fail', 'skipped']);
  });

  it('that waits for consent sends no test event, and says so at once', async () => {
    const ingest = await ingestOf();
    start(ingest.dsn, { consent: 'pending' });
    const { ok, of } = await look({ testEvent: true });
    expect([ok, of('queue')]).toEqual([
      true,
      { id: 'queue', status: 'warn', message: expect.stringContaining('consent'), fix: expect.stringContaining('setConsent') },
    ]);
    expect(ingest.events()).toEqual([]);
  });

  it('that is disabled asks nobody', async () => {
    const ingest = await ingestOf();
    start(ingest.dsn, { enabled: false });
    expect((await look({ testEvent: true })).text).toContain('the client is disabled');
    expect(ingest.requests).toEqual([]);
  });

  it('without a release, without the Http integration', async () => {
    start((await ingestOf()).dsn, { release: undefined, defaultIntegrations: false });
    const { ok, of } = await look();
    expect([ok, of('release')?.status, of('init-order')?.status]).toEqual([true, 'warn', 'warn']);
  });

  it('with Express and no adapter is told the line that is missing', async () => {
    createRequire(path.join(import.meta.dirname, '../../../express/src/index.ts'))('express5');
    carrier().adapters?.clear();
    start((await ingestOf()).dsn);
    expect((await look()).of('adapter')).toMatchObject({ status: 'warn', fix: expect.stringContaining('setupExpressErrorHandler(app)') });
    noteAdapter('express');
    expect((await look()).of('adapter')).toMatchObject({ status: 'ok' });
  });

  it('with a spool that cannot be written, and none', async () => {
    const { dsn } = await ingestOf();
    start(dsn, { spool: { dir: path.join(import.meta.filename, 'spool') } });
    expect((await look()).of('spool')).toMatchObject({ status: 'warn', fix: expect.stringContaining('spool: { dir }') });
    start(dsn, { spool: false, logger: false });
    expect((await look()).of('spool')).toMatchObject({ status: 'skipped', message: 'spool: false' });
  });

  it('with losses is told of them', async () => {
    const ingest = await ingestOf(403);
    const client = start(ingest.dsn);
    await client.outcome(client.captureMessage('lost'));
    expect((await look()).of('queue')).toMatchObject({ status: 'warn', message: expect.stringContaining('1 refused') });
  });

  it('with a server that is down says what is asked how often', async () => {
    const ingest = await ingestOf('reset');
    const client = start(ingest.dsn, { logger: false });
    await Promise.all(Array.from({ length: 5 }, (_, n) => client.outcome(client.captureMessage(`lost ${n}`))));
    const { of } = await look();
    expect(of('queue')).toMatchObject({ status: 'warn', message: expect.stringMatching(/asked once in 30 s: 127\.0\.0\.1:\d+\/1/) });
  });

  it('with a transport of its own asks by that', async () => {
    const sent: unknown[] = [];
    const transport = () => ({ send: async (envelope: unknown) => void sent.push(envelope), flush: async () => true });
    start('https://key@nowhere.invalid/1', { transport });
    const { ok, of } = await look();
    expect([ok, of('http')?.status, of('dns')?.status]).toEqual([true, 'ok', 'skipped']);
    expect(sent).toMatchObject([[{ dsn: 'https://key@nowhere.invalid/1' }, []]]);
  });

  it.each([null, { timeoutMs: Number.NaN }, { timeoutMs: -1 }, { timeoutMs: 'x' }])('survives the options %j', async options => {
    start((await ingestOf()).dsn);
    expect((await look(options as never)).checks).toHaveLength(IDS.length);
  });
});

it('asks no host but that of the DSN', async () => {
  const ingest = await ingestOf();
  const asked = new Set<string>();
  const { connect } = net.Socket.prototype;
  net.Socket.prototype.connect = function (this: net.Socket, ...args: never[]) {
    const { port, host, path: file } = ([args].flat(2)[0] ?? {}) as { port?: number; host?: string; path?: string };
    asked.add(file ?? `${host}:${port}`);
    return Reflect.apply(connect, this, args);
  } as never;
  stopAfter(() => {
    net.Socket.prototype.connect = connect;
  });
  start(ingest.dsn);
  await look({ testEvent: true });
  expect([...asked]).toEqual([new URL(ingest.url).host]);
});
