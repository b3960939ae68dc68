import { describe, expect, it } from 'vitest';
import { useShops } from './useShops';

const pages = useShops();
const QUIET = 'breadcrumbs: { console: false }';

describe('requests', () => {
  const files = { '/api': { type: 'text/plain', body: 'answer' }, '/bad': { status: 503, body: 'no' } };

  it('of fetch and XHR have method, URL without values, status, sizes and duration', async () => {
    const { page, crumbs } = await pages.shop({ files, options: QUIET });
    await page.evaluate(async () => {
      await fetch('/api?token=abc', { method: 'post', body: 'grüße' });
      await fetch('/bad');
      const send = (method: string, url: string, body?: string) =>
        new Promise<void>(done => {
          const xhr = new XMLHttpRequest();
          xhr.open(method, url);
          xhr.onloadend = () => done();
          xhr.send(body);
        });
      await send('put', '/api?token=abc', 'four');
      await send('GET', '/bad');
    });
    const told = await crumbs();
    expect(told).toMatchObject([
      { category: 'fetch', type: 'http', data: { method: 'POST', status_code: 200, request_body_size: 7 } },
      { category: 'fetch', level: 'error', data: { method: 'GET', status_code: 503 } },
      { category: 'xhr', type: 'http', data: { method: 'PUT', status_code: 200, request_body_size: 4, response_body_size: 6 } },
      { category: 'xhr', level: 'error', data: { method: 'GET', status_code: 503, response_body_size: 2 } },
    ]);
    expect(told.map(({ data }) => new URL(String(data?.['url'])).search)).toEqual(['?token=[Filtered]', '', '?token=[Filtered]', '']);
    for (const { data } of told) expect(data?.['duration']).toBeGreaterThanOrEqual(0);
  });

  it('that fail say how: refused, aborted, timed out; synchronous ones too', async () => {
    const { page, crumbs } = await pages.shop({ files: { '/hang': () => new Promise(() => {}), ...files }, options: QUIET });
    const thrown = await page.evaluate(async () => {
      const xhr = (url: string, act: (xhr: XMLHttpRequest) => void) =>
        new Promise<void>(done => {
          const request = new XMLHttpRequest();
          request.open('GET', url);
          request.onloadend = () => done();
          act(request);
        });
      await fetch('http://127.0.0.1:1/').catch(() => 0);
      await xhr('http://127.0.0.1:1/', request => request.send());
      await xhr('/hang', request => {
        request.send();
        request.abort();
      });
      await xhr('/hang', request => {
        request.timeout = 1;
        request.send();
      });
      const sync = new XMLHttpRequest();
      sync.open('GET', '/api', false);
      sync.send();
      sync.open('GET', 'http://127.0.0.1:1/', false);
      try {
        sync.send();
      } catch (error) {
        return (error as Error).name;
      }
      return '';
    });
    expect(thrown).toBe('NetworkError');
    expect((await crumbs()).map(({ category, data }) => [category, data?.['status_code'] ?? data?.['error']])).toEqual([
      ['fetch', 'TypeError'],
      ['xhr', 'error'],
      ['xhr', 'abort'],
      ['xhr', 'timeout'],
      ['xhr', 200],
      ['xhr', 'NetworkError'],
    ]);
  });

  it('are told before the page handles their answer, and once however often an object is used', async () => {
    const { page, crumbs } = await pages.shop({ files, options: QUIET });
    const before = await page.evaluate(async () => {
      const { V } = globalThis as unknown as { V: { getIsolationScope(): { getScopeData(): { breadcrumbs: unknown[] } } } };
      const seen: number[] = [];
      const xhr = new XMLHttpRequest();
      for (let n = 0; n < 2; n++) {
        await new Promise<void>(done => {
          xhr.open('GET', '/api');
          xhr.onload = () => {
            seen.push(V.getIsolationScope().getScopeData().breadcrumbs.length);
            done();
          };
          xhr.send();
        });
      }
      return seen;
    });
    expect(before).toEqual([1, 2]);
    expect(await crumbs()).toHaveLength(2);
  });

  it('of an object that is used again in its own listener have each its own answer', async () => {
    const { page, crumbs } = await pages.shop({ files: { '/hang': () => new Promise(() => {}), ...files }, options: QUIET });
    await page.evaluate(
      () =>
        new Promise<void>(done => {
          const urls = ['/api', '/bad', 'http://127.0.0.1:1/', '/hang', '/api'];
          const xhr = new XMLHttpRequest();
          const next = () => {
            const url = urls.shift();
            if (!url) return done();
            xhr.open('GET', url);
            xhr.timeout = url === '/hang' ? 50 : 0;
            xhr.send();
          };
          xhr.onload = xhr.onerror = xhr.ontimeout = next;
          next();
        }),
    );
    const told = await crumbs();
    expect(told.map(({ data }) => [new URL(String(data?.['url'])).pathname, data?.['status_code'] ?? data?.['error']])).toEqual([
      ['/api', 200],
      ['/bad', 503],
      ['/', 'error'],
      ['/hang', 'timeout'],
      ['/api', 200],
    ]);
    for (const { data } of told) expect(data?.['duration']).toBeGreaterThanOrEqual(0);
  });

  it('of the SDK itself leave none, through a tunnel of the page neither', async () => {
    const { page, site, crumbs } = await pages.shop({ files: { '/tunnel': '{}' } });
    await page.evaluate(`(other = V.createClient({ dsn: client.getOptions().dsn, tunnel: '/tunnel' })).captureMessage('through')`);
    await expect.poll(() => site.requests.map(({ url }) => url)).toContain('/tunnel');
    expect(await page.evaluate('other.flush(5000)')).toBe(true);
    expect((await crumbs()).map(({ category }) => category)).toEqual([]);
    expect(site.requests.find(({ url }) => url === '/tunnel')?.headers['sentry-trace']).toBeUndefined();
  });

  it('of the page whose path begins as that of a tunnel are those of the page', async () => {
    const { page, site, crumbs } = await pages.shop({ files: { '/t': '{}', '/tickets': '[]', '/t/1': '{}' } });
    await page.evaluate(`other = V.createClient({ dsn: client.getOptions().dsn, tunnel: '/t' }), 0`);
    await page.evaluate(`fetch('/tickets?page=1').then(() => fetch('/t/1')).then(() => fetch('/t?x')).then(() => 0)`);
    expect((await crumbs()).map(({ data }) => data?.['url'])).toEqual([`${site.url}/tickets?page=[Filtered]`, `${site.url}/t/1`]);
    const traced = site.requests.filter(({ headers }) => headers['sentry-trace']);
    expect(traced.map(({ url }) => url)).toEqual(['/tickets?page=1', '/t/1']);
  });
});
