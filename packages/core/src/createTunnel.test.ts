import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGzip, deflateSync, gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTunnel } from './createTunnel';
import type { TunnelOptions } from './tunnel/tunnelTypes';
import { explainWarnings } from './warnings';

const DSN = 'https://abc123@o42.ingest.example.com/7';
const URL =
  /^https:\/\/o42\.ingest\.example\.com\/api\/7\/envelope\/\?sentry_version=7&sentry_key=abc123&sentry_client=vigil\.javascript\.tunnel%2F/;

const envelope = (dsn: unknown = DSN): string => `${JSON.stringify({ event_id: 'e'.repeat(32), dsn })}\n{"type":"event"}\n{"message":"hi"}`;

const MIB = Buffer.alloc(1024 * 1024, ' ');
const spaces = (mebibytes: number): Readable => Readable.from(Array.from({ length: mebibytes }, () => MIB));

interface Sent {
  url: string;
  headers: Record<string, string>;
  body: string;
  redirect: string;
}
type Answer = () => Response | Promise<Response>;

function tunnelTo(answer: Answer = () => Response.json({ id: 'x' }), options: Partial<TunnelOptions> = {}) {
  const sent: Sent[] = [];
  const fetch = async (url: string, init: Sent & { body: Uint8Array }) => {
    sent.push({ url, headers: init.headers, body: Buffer.from(init.body).toString('latin1'), redirect: init.redirect });
    return answer();
  };
  const handle = createTunnel({ dsns: [DSN], fetch, ...options });
  const post = (body: string | Uint8Array<ArrayBuffer> | ReadableStream, headers: Record<string, string> = {}) =>
    handle(new Request('https://shop.example/tunnel', { method: 'POST', body, headers, duplex: 'half' } as RequestInit));
  return { handle, post, sent };
}

const warnings = vi.spyOn(console, 'warn').mockImplementation(() => {});
explainWarnings();
afterEach(() => warnings.mockClear());

describe('createTunnel', () => {
  it('passes the unchanged body on to the project of the DSN in its header', async () => {
    const { post, sent } = tunnelTo();
    const response = await post(envelope());
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(sent).toEqual([{ url: expect.stringMatching(URL), body: envelope(), redirect: 'manual', headers: expect.anything() }]);
    expect(sent[0]!.headers['content-type']).toBe('application/x-sentry-envelope');
  });

  it('passes status, retry-after and rate limits back, and nothing else', async () => {
    const headers = { 'retry-after': '60', 'x-sentry-rate-limits': '60:error:key', 'set-cookie': 'a=1', 'content-type': 'text/html' };
    const { post } = tunnelTo(() => new Response('<script>', { status: 429, headers }));
    const response = await post(envelope());
    expect([response.status, await response.text()]).toEqual([429, '']);
    expect(Object.fromEntries(response.headers)).toEqual({ 'retry-after': '60', 'x-sentry-rate-limits': '60:error:key' });
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('answers %s with 405', async method => {
    const { handle, sent } = tunnelTo();
    const response = await handle(new Request('https://shop.example/tunnel', { method }));
    expect([response.status, response.headers.get('allow'), sent]).toEqual([405, 'POST', []]);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'hello\n{}'],
    ['a list', '[]\n'],
    ['null', 'null\n'],
    ['no dsn', '{"event_id":"a"}\n{"type":"event"}\n{}'],
    ['a dsn that is no text', envelope({ host: 'o42.ingest.example.com', toString: 'x' })],
    ['a list as dsn', envelope([DSN])],
    ['a dsn of the prototype', `{"__proto__":{"dsn":"${DSN}"}}\n`],
    ['a header without an end', `{"a":"${'x'.repeat(70_000)}","dsn":"${DSN}"}`],
  ])('answers %s in place of the header line with 400', async (_what, body) => {
    const { post, sent } = tunnelTo();
    expect([(await post(body)).status, sent]).toEqual([400, []]);
  });

  it('takes no DSN from a polluted prototype', async () => {
    const { post, sent } = tunnelTo();
    Object.defineProperty(Object.prototype, 'dsn', { value: DSN, configurable: true });
    try {
      expect([(await post('{}\n')).status, sent]).toEqual([400, []]);
    } finally {
      delete (Object.prototype as { dsn?: string }).dsn;
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each([
    'https://abc123@evil.example/7',
    'https://abc123@o42.ingest.example.com.evil.example/7',
    'https://abc123@o42.ingest.example.com@evil.example/7',
    'https://o42.ingest.example.com:abc123@evil.example/7',
    'https://abc123@evil.example#@o42.ingest.example.com/7',
    'https://abc123@evil.example/?x=o42.ingest.example.com/7',
    'https://abc123@evil.example\\@o42.ingest.example.com/7',
    'https://abc123@o42.ingest.example.com:8080/7',
    'http://abc123@o42.ingest.example.com/7',
    'https://abc124@o42.ingest.example.com/7',
    'https://abc123@o42.ingest.example.com/8',
    'https://abc123@o42.ingest.example.com/../7',
    'https://abc123@o42.ingest.example.com/7/../../admin/7',
    'https://abc123@o42.ingest.example.com/..%2f..%2fadmin/7',
    'https://abc123@o42.ingest.example.com//evil.example/7',
    'https://abc123@o42。ingest.example.com/7',
    'https://abc123@ⓞ42.ingest.example.com/7',
    'https://abc123@[::1]/7',
    'https://abc123@[::ffff:127.0.0.1]:80/7',
    'https://abc123@127.0.0.1/7',
    'https://abc123@169.254.169.254/latest/7',
    'file:///etc/passwd',
    'not a DSN',
    `${DSN},https://abc123@evil.example/9`,
    `https://abc123@evil.example/9 ${DSN}`,
    '',
  ])('answers the DSN %s, which is not listed, with 403, and asks nobody', async dsn => {
    const { post, sent } = tunnelTo();
    const response = await post(envelope(dsn));
    expect([response.status, sent]).toEqual([403, []]);
  });

  it('goes by the last of several DSNs in a header, and to the listed address alone', async () => {
    const { post, sent } = tunnelTo();
    expect((await post(`{"dsn":"${DSN}","dsn":"https://abc123@evil.example/7"}\n`)).status).toBe(403);
    expect((await post(`{"dsn":"https://abc123@evil.example/7","dsn":"${DSN}"}\n`)).status).toBe(200);
    expect(sent.map(({ url }) => url)).toEqual([expect.stringMatching(URL)]);
  });

  it.each([
    'https://abc123:secret@o42.ingest.example.com/7',
    'https://abc123@O42.Ingest.Example.COM/7',
    'https://abc123@o42.ingest.example.com:443/7',
  ])('takes %s for the listed one', async dsn => {
    const { post, sent } = tunnelTo();
    expect((await post(envelope(dsn))).status).toBe(200);
    expect(sent[0]!.url).toMatch(URL);
  });

  it('lists DSNs with a port, a path, or an IPv6 host', async () => {
    const dsns = ['http://a@[::1]:9000/1', 'https://b@example.com/errors/2'];
    const { post, sent } = tunnelTo(undefined, { dsns });
    for (const dsn of dsns) expect((await post(envelope(dsn))).status).toBe(200);
    expect(sent.map(({ url }) => url.split('?')[0])).toEqual([
      'http://[::1]:9000/api/1/envelope/',
      'https://example.com/errors/api/2/envelope/',
    ]);
  });

  it('sends neither cookies nor authorization nor the address of the client', async () => {
    const private_ = {
      cookie: 'sid=1',
      authorization: 'Bearer x',
      referer: 'https://shop.example/?token=1',
      'x-forwarded-for': '203.0.113.7',
    };
    const { post, sent } = tunnelTo();
    await post(envelope(), { ...private_, 'user-agent': 'Firefox', origin: 'https://shop.example' });
    expect(sent[0]!.headers).toEqual({
      'content-type': 'application/x-sentry-envelope',
      'user-agent': 'Firefox',
      origin: 'https://shop.example',
    });
  });

  it('sends the address of the client with forwardIp alone', async () => {
    const { post, sent } = tunnelTo(undefined, { forwardIp: true });
    await post(envelope(), { 'x-forwarded-for': '203.0.113.7' });
    expect(sent[0]!.headers['x-forwarded-for']).toBe('203.0.113.7');
  });
});

describe('a body', () => {
  it('over maxBytes gets 413: by its length, or when it has come that far', async () => {
    const { post, sent } = tunnelTo(undefined, { maxBytes: 1_000 });
    expect((await post(envelope() + ' '.repeat(2_000))).status).toBe(413);
    let pulled = 0;
    let isCancelled = false;
    const endless = new ReadableStream({
      pull: controller => {
        pulled++;
        controller.enqueue(new Uint8Array(300));
      },
      cancel: () => void (isCancelled = true),
    });
    expect((await post(endless)).status).toBe(413);
    expect([isCancelled, pulled < 10, sent]).toEqual([true, true, []]);
  });

  it('of exactly maxBytes passes', async () => {
    const { post } = tunnelTo(undefined, { maxBytes: envelope().length });
    expect((await post(envelope())).status).toBe(200);
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
  ])('by %s is looked into and passed on as it is', async (encoding, pack) => {
    const { post, sent } = tunnelTo();
    const packed = new Uint8Array(pack(envelope()));
    expect((await post(packed, { 'content-encoding': encoding })).status).toBe(200);
    expect([sent[0]!.headers['content-encoding'], sent[0]!.body]).toEqual([encoding, Buffer.from(packed).toString('latin1')]);
    const foreign = new Uint8Array(pack(envelope('https://abc123@evil.example/7')));
    expect((await post(foreign, { 'content-encoding': encoding })).status).toBe(403);
  });

  it('that says gzip and is none gets 400; an encoding that cannot be read gets 415', async () => {
    const { post, sent } = tunnelTo();
    expect((await post(envelope(), { 'content-encoding': 'gzip' })).status).toBe(400);
    expect((await post(envelope(), { 'content-encoding': 'br' })).status).toBe(415);
    expect((await post(envelope(), { 'content-encoding': 'gzip, gzip' })).status).toBe(415);
    expect((await post(envelope(), { 'content-encoding': '__proto__' })).status).toBe(415);
    expect(sent).toEqual([]);
  });

  it('that unpacks to more than memory holds costs nothing', async () => {
    const { post, sent } = tunnelTo();
    const bomb = new Uint8Array(await buffer(spaces(200).pipe(createGzip())));
    const before = process.memoryUsage().arrayBuffers;
    expect((await post(bomb, { 'content-encoding': 'gzip' })).status).toBe(400);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024);
    expect(sent).toEqual([]);
  });

  it('that breaks off gets 400', async () => {
    const { post } = tunnelTo();
    const broken = new ReadableStream({ pull: controller => controller.error(new Error('gone')) });
    expect((await post(broken)).status).toBe(400);
  });

  it('whatever it is, gets an answer and reaches no other host', async () => {
    const { post, sent } = tunnelTo();
    const bytes = fc.oneof(
      fc.string(),
      fc.json(),
      fc.webUrl().map(url => envelope(url)),
      fc.anything().map(dsn => `${JSON.stringify({ dsn }, (_key, value) => (typeof value === 'bigint' ? `${value}` : value))}\n`),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async body => {
        expect([400, 403]).toContain((await post(body)).status);
      }),
    );
    expect(sent).toEqual([]);
  });
});

describe('a server', () => {
  it.each([301, 302, 307, 308])('that redirects (%i) is not followed: 502', async status => {
    const { post, sent } = tunnelTo(() => new Response(null, { status, headers: { location: 'http://169.254.169.254/' } }));
    expect([(await post(envelope())).status, sent.length]).toEqual([502, 1]);
  });

  it('that cannot be reached: 502', async () => {
    const { post } = tunnelTo(() => Promise.reject(new TypeError('fetch failed')));
    expect((await post(envelope())).status).toBe(502);
  });

  it('that does not answer in timeoutMs: 504, also where fetch heeds no signal', async () => {
    const { post } = tunnelTo(() => new Promise<Response>(() => {}), { timeoutMs: 20 });
    expect((await post(envelope())).status).toBe(504);
  });

  it('is asked by the fetch of the time of the request', async () => {
    const { fetch } = globalThis;
    const asked = vi.fn(async () => Response.json({}));
    const handle = createTunnel({ dsns: [DSN] });
    globalThis.fetch = asked as never;
    try {
      const response = await handle(new Request('https://shop.example/t', { method: 'POST', body: envelope() }));
      expect([response.status, asked.mock.calls.length]).toEqual([200, 1]);
    } finally {
      globalThis.fetch = fetch;
    }
  });
});

describe('its options', () => {
  it.each([[[]], [undefined], [['not a DSN']], ['https://abc123@o42.ingest.example.com/7']])(
    'without a usable DSN (%j) warn, and all is 403',
    async dsns => {
      const { post, handle } = tunnelTo(undefined, { dsns: dsns as never });
      expect(warnings.mock.calls.flat().join('\n')).toMatch(/\[vigil] V063 createTunnel has no DSN/);
      const statuses = [await post(envelope()), await post('x'), await handle(new Request('https://shop.example/t'))].map(
        ({ status }) => status,
      );
      expect(statuses).toEqual([403, 403, 403]);
    },
  );

  it('name the entry that is no DSN, and never its text', () => {
    createTunnel({ dsns: [DSN, 'https://k3y@nowhere', null as never, undefined] });
    const said = warnings.mock.calls.flat().join('\n');
    expect(said).toContain('V064 dsns[1]');
    expect(said).toContain('V064 dsns[2]');
    expect(said).toContain('V064 dsns[3]');
    expect(said).not.toMatch(/k3y|V063/);
  });

  it.each([{ maxBytes: -1 }, { maxBytes: Number.NaN }, { timeoutMs: 'soon' as never }])(
    'of a wrong value (%j) warn, and the default is used',
    async options => {
      const { post } = tunnelTo(undefined, options);
      expect(warnings.mock.calls.flat().join('\n')).toContain(`V007 createTunnel.${Object.keys(options)[0]}`);
      expect((await post(envelope())).status).toBe(200);
    },
  );
});
