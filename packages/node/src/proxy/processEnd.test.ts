import { writeFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { certificate } from '../http/fixtures/certificate';
import { openStage, type Stage } from '../processEnd/fixtures/endingProcess';
import { collect, ingest, listen, ok, stopAll } from '../transport/fixtures/ingest';
import { startProxy } from './fixtures/startProxy';

let stage: Stage;
let bundle: string;
beforeAll(async () => {
  stage = await openStage();
  bundle = join(stage.tmp, 'ca.pem');
  writeFileSync(bundle, certificate.cert);
});
afterAll(() => stage.remove());
afterEach(stopAll);

async function secureIngest() {
  const { got, handler } = collect(ok);
  const port = await listen(https.createServer(certificate, handler), 'localhost');
  return { got, dsn: `https://key@localhost:${port}/2` };
}
const ENDINGS = ['process.exit(0);', 'V.flush().then(() => process.exit(0));', ''];

describe.each(ENDINGS)('a process that ends by %j', ending => {
  const program = (options: object) => `init(${JSON.stringify(options)}); V.captureException(new Error('last')); ${ending}`;

  it('delivers through the tunnel that the environment names, by a certificate of NODE_EXTRA_CA_CERTS', async () => {
    const { got, dsn } = await secureIngest();
    const proxy = await startProxy();
    const env = { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: bundle };
    expect(await stage.run(program({}), { dsn, env })).toMatchObject({ code: 0, stderr: '' });
    expect(got).toHaveLength(1);
    expect(proxy.tunnels).toHaveLength(1);
  });

  it('delivers through the proxy of transportOptions, by a certificate given there', async () => {
    const { got, dsn } = await secureIngest();
    const proxy = await startProxy();
    const transportOptions = { proxy: proxy.url.replace('://', '://user:pass@'), caCerts: certificate.cert };
    expect(await stage.run(program({ transportOptions }), { dsn })).toMatchObject({ code: 0, stderr: '' });
    expect(got).toHaveLength(1);
    expect(proxy.credentials).toEqual([`Basic ${Buffer.from('user:pass').toString('base64')}`]);
  });

  it('delivers to an http target by its whole URL', async () => {
    const { got, url } = await ingest();
    const proxy = await startProxy();
    const dsn = `http://key@${new URL(url).host}/2`;
    await stage.run(program({}), { dsn, env: { http_proxy: proxy.url } });
    expect(got).toHaveLength(1);
    expect(proxy.passed[0]).toMatch(new RegExp(`^http://${new URL(url).host}/api/2/envelope/`));
  });
});
