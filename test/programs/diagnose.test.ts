import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { type Ingest, startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../packages/core/src/index';
import { certificate } from '../../packages/node/src/http/fixtures/certificate';
import { runProgram } from '../scenarios/startProgram';

const app = new URL('./apps/diagnose.mjs', import.meta.url);

/** What it printed for people, and the same as data. */
async function verify(dsn: string, env: Record<string, string> = { SENTRY_RELEASE: 'shop@1.0.0' }) {
  const { code, stdout, stderr } = await runProgram(app, { dsn, env });
  const lines = stdout.trim().split('\n');
  const { ok, checks } = JSON.parse(lines.pop() ?? '') as Diagnosis;
  const bad = checks.filter(({ status }) => status === 'fail' || status === 'warn').map(({ id, status }) => `${status} ${id}`);
  return { code, stderr, text: lines.join('\n'), ok, bad };
}

describe('P21: verify the installation', () => {
  let ingest: Ingest;
  const servers: Array<{ close(): unknown }> = [];
  const listen = async (server: net.Server): Promise<number> => {
    servers.push(server);
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    return (server.address() as AddressInfo).port;
  };
  beforeAll(async () => {
    ingest = await startIngest();
  });
  beforeEach(() => ingest.reset());
  afterAll(async () => {
    for (const server of servers) server.close();
    await ingest.close();
  });

  it('a healthy one: all is well, one test event arrives, the process ends by itself', async () => {
    const { code, stderr, text, ok, bad } = await verify(ingest.dsn);
    expect({ code, stderr, ok, bad }).toEqual({ code: 0, stderr: '', ok: true, bad: [] });
    expect(ingest.events()).toMatchObject([{ message: 'Vigil test event' }]);
    expect(text).toContain(`test event ${ingest.events()[0]?.event_id} was sent`);
    expect(text).toMatch(/^ok {6}http {7}127\.0\.0\.1:\d+ takes envelopes \(200\)$/m);
  });

  it('a wrong key', async () => {
    ingest.respond({ status: 403, body: '{"detail":"event submission rejected with_reason: ProjectId"}' });
    const { ok, bad, text } = await verify(ingest.dsn);
    expect([ok, bad]).toEqual([false, ['fail http', 'fail queue']]);
    expect(text).toMatch(/^FAIL {4}http .* refuses the key of the DSN \(403: event submission rejected.*\n +-> copy the DSN anew/m);
  });

  it('a host that does not exist', async () => {
    const { ok, bad, text } = await verify('https://key@ingest.nowhere.invalid/1');
    expect([ok, bad]).toEqual([false, ['fail dns', 'fail queue']]);
    expect(text).toMatch(/^FAIL {4}dns +ingest\.nowhere\.invalid .*\n +-> check/m);
  });

  it('a port that nobody listens on', async () => {
    const server = net.createServer();
    const port = await listen(server);
    await new Promise(done => server.close(done));
    const { ok, bad, text } = await verify(`http://key@127.0.0.1:${port}/1`);
    expect([ok, bad]).toEqual([false, ['fail http', 'fail queue']]);
    expect(text).toMatch(/^FAIL {4}http +127\.0\.0\.1:\d+ refuses the connection \(ECONNREFUSED\)\n +-> nothing listens there/m);
  });

  it('a certificate that is not trusted', async () => {
    const port = await listen(https.createServer(certificate, (_request, response) => response.end('{}')));
    const { ok, bad, text } = await verify(`https://key@localhost:${port}/1`);
    expect([ok, bad]).toEqual([false, ['fail tls', 'fail queue']]);
    expect(text).toMatch(/^FAIL {4}tls .*SELF_SIGNED_CERT.*\n +-> .*NODE_EXTRA_CA_CERTS/m);
  });

  it('no release', async () => {
    const { ok, bad, text } = await verify(ingest.dsn, { GITHUB_SHA: '' });
    expect([ok, bad]).toEqual([true, ['warn release']]);
    expect(text).toMatch(/^warn {4}release .*\n +-> set release or SENTRY_RELEASE/m);
  });
});
