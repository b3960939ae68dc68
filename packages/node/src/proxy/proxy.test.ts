import https from 'node:https';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { certificate } from '../http/fixtures/certificate';
import { collect, envelope, ingest, listen, ok, stopAll, transportTo } from '../transport/fixtures/ingest';
import { startProxy } from './fixtures/startProxy';

afterEach(() => {
  stopAll();
  vi.unstubAllEnvs();
});

async function secureIngest() {
  const { got, handler } = collect(ok);
  const server = https.createServer(certificate, handler);
  let connections = 0;
  let open = 0;
  server.on('secureConnection', socket => {
    connections++;
    open++;
    socket.on('error', () => {}).on('close', () => open--);
  });
  const port = await listen(server, 'localhost');
  return { got, port, connections: () => connections, open: () => open, url: `https://localhost:${port}/api/2/envelope/?k=v` };
}
const caCerts = certificate.cert;
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

describe('an https target behind a proxy', () => {
  it('is reached through a tunnel, which is kept and used again', async () => {
    const target = await secureIngest();
    const proxy = await startProxy();
    const transport = transportTo(target.url, { proxy: proxy.url, caCerts });
    for (let nth = 0; nth < 5; nth++) expect(await transport.send(envelope())).toMatchObject({ statusCode: 200 });
    expect(target.got.map(({ url, headers }) => [url, headers.host])).toEqual(
      Array(5).fill(['/api/2/envelope/?k=v', `localhost:${target.port}`]),
    );
    expect(proxy.tunnels).toEqual([`localhost:${target.port}`]);
    expect(target.connections()).toBe(1);
  });

  it.each([false, true])('gets a new tunnel when the proxy dropped the old one, and nothing else happens (TLS proxy: %s)', async secure => {
    const target = await secureIngest();
    const proxy = await startProxy({ secure });
    const transport = transportTo(target.url, { proxy: proxy.url, caCerts });
    await transport.send(envelope());
    proxy.drop();
    await expect.poll(() => target.open()).toBe(0);
    expect(await transport.send(envelope())).toMatchObject({ statusCode: 200 });
    expect(proxy.tunnels).toHaveLength(2);
  });

  it('is told nothing of the credentials, which the proxy gets', async () => {
    const target = await secureIngest();
    const proxy = await startProxy();
    const url = proxy.url.replace('://', '://us%40er:p%3Ass@');
    await transportTo(target.url, { proxy: url, caCerts }).send(envelope());
    expect(proxy.credentials).toEqual([basic('us@er:p:ss')]);
    expect(target.got[0]?.headers).not.toHaveProperty('proxy-authorization');
  });

  it('is reached by a proxy that speaks TLS itself', async () => {
    const target = await secureIngest();
    const proxy = await startProxy({ secure: true });
    const transport = transportTo(target.url, { proxy: proxy.url, caCerts });
    await transport.send(envelope());
    await transport.send(envelope());
    expect(target.got).toHaveLength(2);
    expect(proxy.tunnels).toHaveLength(1);
  });

  it('is still asked for a certificate somebody vouches for', async () => {
    const target = await secureIngest();
    const proxy = await startProxy();
    await expect(transportTo(target.url, { proxy: proxy.url }).send(envelope())).rejects.toMatchObject({
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect(target.got).toHaveLength(0);
  });

  it.each([407, 502])('rejects when the proxy answers %i', async refuse => {
    const target = await secureIngest();
    const proxy = await startProxy({ refuse });
    await expect(transportTo(target.url, { proxy: proxy.url, caCerts }).send(envelope())).rejects.toThrow(`${refuse}`);
    expect(target.got).toHaveLength(0);
  });

  it('rejects when the proxy never answers, within the time for a send', async () => {
    const target = await secureIngest();
    const proxy = await startProxy({ silent: true });
    await expect(transportTo(target.url, { proxy: proxy.url, caCerts, timeoutMs: 50 }).send(envelope())).rejects.toThrow('50 ms');
    expect(target.connections()).toBe(0);
  });

  it('rejects when nobody listens where the proxy should be', async () => {
    const target = await secureIngest();
    await expect(transportTo(target.url, { proxy: 'http://127.0.0.1:1', caCerts }).send(envelope())).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });
});

describe('an http target behind a proxy', () => {
  it('is asked for by its whole URL, over one connection', async () => {
    const { got, url } = await ingest();
    const proxy = await startProxy();
    const transport = transportTo(url, { proxy: proxy.url.replace('://', '://user:pass@') });
    await transport.send(envelope('one'));
    await transport.send(envelope('two'));
    expect(proxy.passed).toEqual([url, url]);
    expect(proxy.credentials).toEqual([basic('user:pass'), basic('user:pass')]);
    expect(proxy.connections()).toBe(1);
    expect(got.map(({ headers }) => headers.host)).toEqual([new URL(url).host, new URL(url).host]);
    expect(got[0]?.body.toString()).toContain('one');
  });
});

describe('the environment', () => {
  it.each(['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'])('%s is used for https', async name => {
    const target = await secureIngest();
    const proxy = await startProxy();
    vi.stubEnv(name, proxy.url);
    await transportTo(target.url, { caCerts }).send(envelope());
    expect([proxy.tunnels.length, target.got.length]).toEqual([1, 1]);
  });

  it.each([
    ['no_proxy', '127.0.0.0/8'],
    ['NO_PROXY', 'other.example,127.0.0.1'],
  ])('%s=%s goes past it', async (name, value) => {
    const { got, url } = await ingest();
    const proxy = await startProxy();
    vi.stubEnv('http_proxy', proxy.url);
    vi.stubEnv(name, value);
    await transportTo(url).send(envelope());
    expect([proxy.passed.length, got.length]).toEqual([0, 1]);
  });

  it('is not asked with proxy: false', async () => {
    const { got, url } = await ingest();
    vi.stubEnv('http_proxy', 'http://127.0.0.1:1');
    await transportTo(url, { proxy: false }).send(envelope());
    expect(got).toHaveLength(1);
  });
});

it('rejects for a proxy that cannot be used, and sends nothing past it', async () => {
  const { got, url } = await ingest();
  await expect(transportTo(url, { proxy: 'socks5://127.0.0.1:1080' }).send(envelope())).rejects.toThrow('socks5:');
  expect(got).toHaveLength(0);
});
