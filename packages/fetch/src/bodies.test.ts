import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, describe, expect, it } from 'vitest';
import { eventsOf, start, stopAll } from './fixtures/live';
import { captureMessage, type FetchHandlerOptions, wrapFetchHandler } from './index';

afterEach(stopAll);

const post = (body: string, type = 'application/json') =>
  new Request('https://shop.example/orders', { method: 'POST', body, headers: { 'content-type': type } });

interface Told {
  /** What the application got. */
  got: unknown;
  /** What the event says. */
  data: unknown;
}

/** A request whose handler reads its body like this, then reports. */
async function told(
  request: Request,
  read: (request: Request) => unknown,
  options: FetchHandlerOptions = { maxRequestBodySize: 'small' },
): Promise<Told> {
  const kit = start({ AsyncLocalStorage });
  let got: unknown;
  await wrapFetchHandler(async each => {
    got = await read(each);
    captureMessage('read');
    return new Response();
  }, options)(request);
  return { got, data: (await eventsOf(kit))[0]?.request?.data };
}

describe('the body of a request', () => {
  it('is not looked at unless asked for: the request stays as it came', async () => {
    const request = post('{"a":1}');
    expect(await told(request, each => each.json(), {})).toEqual({ got: { a: 1 }, data: undefined });
    expect(Reflect.ownKeys(request).filter(key => typeof key === 'string')).toEqual([]);
  });

  it('is told as the application read it, secrets redacted', async () => {
    const text = '{"name":"x","password":"p"}';
    const data = { name: 'x', password: '[Filtered]' };
    expect(await told(post(text), each => each.json())).toEqual({ got: JSON.parse(text), data });
    expect(await told(post(text), each => each.text())).toEqual({ got: text, data });
    expect(await told(post(text), each => each.arrayBuffer())).toMatchObject({ data });
  });

  it.each(['application/x-www-form-urlencoded', undefined])('of a form: %s', async type => {
    const form = type ? new URLSearchParams({ name: 'x', password: 'p' }) : new FormData();
    if (form instanceof FormData) form.set('name', 'x');
    const request = new Request('https://shop.example/', { method: 'POST', body: form });
    const { got, data } = await told(request, async each => Object.fromEntries(await each.formData()));
    expect(got).toMatchObject({ name: 'x' });
    if (type) expect(data).toEqual({ name: 'x', password: '[Filtered]' });
    else expect(data).toMatch(/^\[multipart\/form-data, \d+ bytes\]$/);
  });

  it('is cut at its size', async () => {
    const { data } = await told(post(JSON.stringify({ long: 'x'.repeat(2_000), end: 1 })), each => each.json());
    expect(data).toEqual({ long: expect.stringMatching(/^x{900,}\.\.\.$/) });
  });

  it('that the application did not read, or reads as a stream, is not there, and still whole', async () => {
    expect(await told(post('{"a":1}'), () => 1)).toEqual({ got: 1, data: undefined });
    const streamed = await told(post('{"a":1}'), each => new Response(each.body).text());
    expect(streamed).toEqual({ got: '{"a":1}', data: undefined });
  });

  it('is not kept where ignoreRequestBody says so, by the full URL', async () => {
    const toldBut = (part: string) =>
      told(post('{"a":1}'), each => each.json(), {
        maxRequestBodySize: 'small',
        ignoreRequestBody: (url, { method }) => method === 'POST' && url.startsWith(`https://shop.example/${part}`),
      });
    expect(await toldBut('orders')).toEqual({ got: { a: 1 }, data: undefined });
    expect(await toldBut('login')).toEqual({ got: { a: 1 }, data: { a: 1 } });
  });

  it('fails as it did', async () => {
    const plain = await post('{ bad').json().catch(String);
    const { got } = await told(post('{ bad'), each => each.json().catch(String));
    expect(got).toBe(plain);
  });
});
