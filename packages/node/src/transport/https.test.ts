import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { collect, envelope, listen, ok, stopAll, transportTo } from './fixtures/ingest';

afterEach(stopAll);

describe('https', () => {
  const dir = mkdtempSync(join(tmpdir(), 'vigil-tls-'));
  const made = (() => {
    try {
      const args = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost`;
      execFileSync('openssl', [...args.split(' '), '-keyout', join(dir, 'key.pem'), '-out', join(dir, 'cert.pem')], { stdio: 'ignore' });
      return { key: readFileSync(join(dir, 'key.pem')), cert: readFileSync(join(dir, 'cert.pem')) };
    } catch {
      return undefined;
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  })();

  async function secure() {
    const { got, handler } = collect(ok);
    const server = https.createServer({ ...made }, handler);
    let connections = 0;
    server.on('secureConnection', () => connections++);
    return { got, connections: () => connections, url: `https://localhost:${await listen(server, 'localhost')}/x` };
  }

  it.skipIf(!made)('sends to a server whose certificate is given, over one connection', async () => {
    const { got, connections, url } = await secure();
    const transport = transportTo(url, { caCerts: made?.cert as Buffer });
    await transport.send(envelope());
    expect(await transport.send(envelope())).toMatchObject({ statusCode: 200 });
    expect(got).toHaveLength(2);
    expect(connections()).toBe(1);
  });

  it.skipIf(!made)('refuses a certificate nobody vouches for', async () => {
    const { got, url } = await secure();
    await expect(transportTo(url).send(envelope())).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(got).toHaveLength(0);
  });
});
