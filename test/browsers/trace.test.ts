import { describe, expect, it } from 'vitest';
import type { SiteFile } from './startSite';
import { useShops } from './useShops';

const pages = useShops();
const OPEN = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const META = `<meta name="sentry-trace" content="${TRACE}-${PARENT}-1"/>
<meta name="baggage" content="sentry-trace_id=${TRACE},sentry-public_key=server,sentry-release=api%402"/>`;

const xhr = (url: string, act = '') =>
  `new Promise(done => { const xhr = new XMLHttpRequest(); xhr.open('GET', ${JSON.stringify(url)}); ${act}; xhr.onloadend = () => done(0); xhr.send(); })`;
const api = (): Record<string, SiteFile> => ({ '/api': { body: '1', headers: OPEN }, '/other': { body: '2', headers: OPEN } });
const brief = (headers: Record<string, unknown> | undefined) => [headers?.['sentry-trace'], headers?.['baggage']];

describe('a page that its server made within a trace', () => {
  it('goes on with it: its events, and its requests by fetch and XHR', async () => {
    const { page, site, report } = await pages.shop({ head: META, files: api() });
    await page.evaluate(`fetch('/api').then(() => ${xhr('/api?x')})`);
    const { contexts } = await report();
    expect(contexts?.['trace']).toMatchObject({ trace_id: TRACE, parent_span_id: PARENT });
    const seen = site.requests.filter(({ url }) => url.startsWith('/api')).map(({ headers }) => headers);
    expect(seen).toHaveLength(2);
    for (const headers of seen) {
      expect(headers['sentry-trace']).toMatch(new RegExp(`^${TRACE}-[0-9a-f]{16}-1$`));
      expect(headers['baggage']).toContain(`sentry-trace_id=${TRACE},sentry-public_key=server,sentry-release=api%402`);
      expect(headers['traceparent']).toBeUndefined();
    }
  });

  it.each([
    ['of another organisation', "orgId: '7'", ',sentry-org_id=8', false],
    ['of nobody known, when that counts', "orgId: '7', strictTraceContinuation: true", '', false],
    ['of its own organisation', "orgId: '7', strictTraceContinuation: true", ',sentry-org_id=7', true],
  ])('%s', async (_name, options, org, continues) => {
    const { report } = await pages.shop({ head: META.replace('sentry-release=api%402', `sentry-release=a${org}`), options });
    expect((await report()).contexts?.['trace']?.['trace_id'] === TRACE).toBe(continues);
  });

  it('has it with every client', async () => {
    const { page } = await pages.shop({ head: META });
    const id = await page.evaluate(`V.createClient({ dsn: client.getOptions().dsn }).run(() => V.getTraceData()['sentry-trace'])`);
    expect(id).toContain(TRACE);
  });
});

it('a page without a server of its trace begins one, for as long as it lives', async () => {
  const { page, site, report } = await pages.shop({ files: api(), options: "release: 'shop@1', propagateTraceparent: true" });
  await page.evaluate(`fetch('/api').then(() => ${xhr('/api')})`);
  const id = (await report()).contexts?.['trace']?.['trace_id'];
  const seen = site.requests.filter(({ url }) => url === '/api').map(({ headers }) => headers);
  expect(seen.map(headers => String(headers['sentry-trace']).split('-')[0])).toEqual([id, id]);
  expect(seen.map(headers => String(headers['traceparent']).split('-')[1])).toEqual([id, id]);
  expect(seen[0]?.['baggage']).toContain('sentry-release=shop%401');
  await page.reload();
  expect((await report()).contexts?.['trace']?.['trace_id']).not.toBe(id);
});

describe('a request to another origin', () => {
  it('that is not listed gets no header, and so no preflight', async () => {
    const other = await pages.site(api());
    const { page } = await pages.shop();
    await page.evaluate(`fetch('${other.url}/api').then(() => ${xhr(`${other.url}/api`)})`);
    await page.evaluate(`fetch('${other.url.replace('http:', '')}/api').then(() => 0)`);
    expect(other.requests.map(({ method, headers }) => [method, ...brief(headers)])).toEqual(
      Array.from({ length: 3 }, () => ['GET', undefined, undefined]),
    );
  });

  it.each([
    ['variable `origin`, another origin', (url: string) => `var origin = '${url}'`],
    ['variable `origin`, no origin at all', () => "var origin = 'London'"],
    ['class `Request`', () => 'function Request(options) { this.options = options }'],
  ])('gets none, and one to the own origin does, whatever the page itself has: a %s', async (_name, before) => {
    const other = await pages.site(api());
    const { page, site, crumbs } = await pages.shop({ before: before(other.url), files: api() });
    const urls = [`${other.url}/api`, `${other.url.replace('http:', '')}/api`];
    for (const url of urls) await page.evaluate(`fetch('${url}').then(() => ${xhr(url)})`);
    await page.evaluate(`fetch('/api').then(() => ${xhr('/api')})`);
    expect(other.requests.map(({ method, headers }) => [method, ...brief(headers)])).toEqual(
      urls.concat(urls).map(() => ['GET', undefined, undefined]),
    );
    expect(site.requests.filter(({ url, headers }) => url === '/api' && headers['sentry-trace'])).toHaveLength(2);
    const asked = [...urls, `${site.url}/api`].flatMap(url => [new URL(url, site.url).href, new URL(url, site.url).href]);
    expect((await crumbs()).map(({ data }) => data?.['url'])).toEqual(asked);
  });

  it.each([
    ['an origin', url => JSON.stringify(url)],
    ['a RegExp', url => `new RegExp(${JSON.stringify(`^${url}/`)}, 'g')`],
    ['its name without a scheme', url => JSON.stringify(url.replace('http:', ''))],
  ] as Array<[string, (url: string) => string]>)('that is listed by %s gets them', async (_name, target) => {
    const other = await pages.site(api());
    const { page, site } = await pages.shop({ files: api(), options: `tracePropagationTargets: [${target(other.url)}]` });
    await page.evaluate(`fetch('${other.url}/api').then(() => ${xhr(`${other.url}/api`)}).then(() => fetch('/api')).then(() => 0)`);
    const traced = other.requests.filter(({ method }) => method === 'GET').map(({ headers }) => !!headers['sentry-trace']);
    expect(traced).toEqual([true, true]);
    // a list is the whole list
    expect(brief(site.requests.find(({ url }) => url === '/api')?.headers)).toEqual([undefined, undefined]);
  });

  it.each([
    ['a path of this site', "'/api'"],
    ['its host in a query', "'api.example'"],
    ['nothing at all', ''],
  ])('%s is none of its names', async (_name, target) => {
    const other = await pages.site(api());
    const { page } = await pages.shop({ options: `tracePropagationTargets: [${target}]` });
    await page.evaluate(`fetch('${other.url}/api?to=api.example').then(() => 0)`);
    expect(other.requests.map(({ method, headers }) => [method, ...brief(headers)])).toEqual([['GET', undefined, undefined]]);
  });
});

describe('a request to the own origin', () => {
  it.each([
    ['a path', "'/api'", [true, false]],
    ['a RegExp for a path', '/^\\/api/', [true, false]],
    ['none', '', [false, false]],
  ])('is listed by %s', async (_name, target, expected) => {
    const { page, site } = await pages.shop({ files: api(), options: `tracePropagationTargets: [${target}]` });
    await page.evaluate(`fetch('/api').then(() => fetch('/other')).then(() => 0)`);
    const seen = site.requests.filter(({ url }) => /api|other/.test(url));
    expect(seen.map(({ headers }) => !!headers['sentry-trace'])).toEqual(expected);
  });

  it('is known by its parsed address: relative, absolute, protocol-relative, under a base, by a Request', async () => {
    const { page, site } = await pages.shop({ head: '<base href="/deep/">', files: { '/deep/api': '1', '/api': '2' } });
    await page.evaluate(async () => {
      const { origin, host } = location;
      for (const url of ['api', `${origin}/api`, `//${host}/api`, `http:\\\\${host}\\api`, new URL('/api', origin)]) await fetch(url);
      await fetch(new Request('/api', { headers: { baggage: 'own=1' }, referrerPolicy: 'no-referrer' }));
    });
    const seen = site.requests.filter(({ url }) => url.endsWith('api'));
    expect(seen).toHaveLength(6);
    expect(seen.map(({ headers }) => !!headers['sentry-trace'])).toEqual(seen.map(() => true));
    expect(seen[5]?.headers['baggage']).toMatch(/^own=1,sentry-/);
    expect(seen[5]?.headers['referer']).toBeUndefined();
  });

  it('that is none, blob: and data:, works as ever', async () => {
    const { page } = await pages.shop();
    const text = await page.evaluate(async () => {
      const blob = URL.createObjectURL(new Blob(['blob']));
      return (await (await fetch(blob)).text()) + (await (await fetch('data:text/plain,data')).text());
    });
    expect(text).toBe('blobdata');
  });

  it('keeps what the application says itself', async () => {
    const { page, site } = await pages.shop({ files: api() });
    const own = `${'a'.repeat(32)}-${'b'.repeat(16)}-0`;
    await page.evaluate(`fetch('/api', { headers: { 'sentry-trace': '${own}' } }).then(() => 0)`);
    await page.evaluate(xhr('/api', `xhr.setRequestHeader('sentry-trace', '${own}')`));
    await page.evaluate(xhr('/api', `xhr.setRequestHeader('Baggage', 'own=1')`));
    await page.evaluate(xhr('/api', `xhr.setRequestHeader('baggage', 'own=1,sentry-trace_id=1')`));
    const [byFetch, byXhr, joined, kept] = site.requests.filter(({ url }) => url === '/api').map(({ headers }) => headers);
    expect([brief(byFetch), brief(byXhr)]).toEqual([
      [own, undefined],
      [own, undefined],
    ]);
    expect(joined?.['baggage']).toMatch(/^own=1, sentry-/);
    expect([kept?.['baggage'], !!kept?.['sentry-trace']]).toEqual(['own=1,sentry-trace_id=1', true]);
  });

  it('within suppressTracing gets none', async () => {
    const { page, site } = await pages.shop({ files: api() });
    await page.evaluate(`V.suppressTracing(() => fetch('/api')).then(() => 0)`);
    expect(brief(site.requests.find(({ url }) => url === '/api')?.headers)).toEqual([undefined, undefined]);
  });
});

it('a page in a sandboxed frame has no own origin, and sends no header to where it came from', async () => {
  const { page, site } = await pages.shop({ files: api() });
  await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.srcdoc = `<script src="${location.origin}/vigil.js"></script><script>
      V.init({ dsn: 'http://key@127.0.0.1:1/1' }); fetch('${location.origin}/api').finally(() => parent.postMessage(0, '*'))</script>`;
    const done = new Promise(resolve => addEventListener('message', resolve, { once: true }));
    document.body.append(frame);
    await done;
  });
  expect(site.requests.filter(({ url }) => url === '/api').map(({ method, headers }) => [method, ...brief(headers)])).toEqual([
    ['GET', undefined, undefined],
  ]);
});

it('without the integration nothing is added, and breadcrumbs stay', async () => {
  const { page, site, crumbs } = await pages.shop({
    files: api(),
    options: "integrations: all => all.filter(({ name }) => name !== 'TracePropagation')",
  });
  await page.evaluate(`fetch('/api').then(() => ${xhr('/api')})`);
  expect(site.requests.filter(({ url }) => url === '/api').map(({ headers }) => headers['sentry-trace'])).toEqual([undefined, undefined]);
  expect((await crumbs()).map(({ category }) => category)).toEqual(['fetch', 'xhr']);
});
