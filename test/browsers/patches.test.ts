import { describe, expect, it } from 'vitest';
import { useShops } from './useShops';

const pages = useShops();
const CROSS = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };

describe('what is patched', () => {
  const seen = `({
    fetch, pushState: history.pushState, replaceState: history.replaceState, own: Object.getOwnPropertyNames(history).join(),
    open: XMLHttpRequest.prototype.open, send: XMLHttpRequest.prototype.send, set: XMLHttpRequest.prototype.setRequestHeader, log: console.log })`;
  const same = 'Object.keys(native).filter(key => now[key] !== native[key])';

  it('is untouched by the import alone, and native again after close()', async () => {
    const { page } = await pages.shop({ before: `native = ${seen}`, options: 'enabled: false' });
    expect(await page.evaluate(`(now = ${seen}, ${same})`)).toEqual([]);
    await page.evaluate(`void V.init({ dsn: client.getOptions().dsn })`);
    expect(await page.evaluate(`(now = ${seen}, ${same})`)).toHaveLength(8);
    await page.evaluate('V.close(1000)');
    expect(await page.evaluate(`(now = ${seen}, ${same})`)).toEqual([]);
  });

  const extension = `(() => { const own = fetch; fetch = (...args) => (calls.push('extension'), own(...args)) })()`;
  it('works with a fetch that was patched before', async () => {
    const { page, crumbs } = await pages.shop({ before: `calls = []; ${extension}` });
    await page.evaluate(`fetch('/').then(() => 0)`);
    expect(await page.evaluate('calls')).toEqual(['extension']);
    expect(await crumbs()).toHaveLength(1);
  });

  it('a fetch without arguments fails as it did, and asks for nothing', async () => {
    const { page, site } = await pages.shop({ before: 'failed = ({ name, message }) => [name, message]; plain = fetch().catch(failed)' });
    expect(await page.evaluate('fetch().catch(failed)')).toEqual(await page.evaluate('plain'));
    expect(site.requests.filter(({ url }) => url.includes('undefined'))).toEqual([]);
  });

  it('works with a fetch that is patched after, which close() leaves and a second start does not double', async () => {
    const { page, crumbs } = await pages.shop({ before: 'calls = []' });
    await page.evaluate(`${extension}, patched = fetch, 0`);
    await page.evaluate(`V.close(1000)`);
    expect(await page.evaluate('fetch === patched')).toBe(true);
    expect(await page.evaluate(`fetch('/').then(({ status }) => status)`)).toBe(200);
    await page.evaluate(`void V.init({ dsn: client.getOptions().dsn })`);
    await page.evaluate(`V.getIsolationScope().clear(), fetch('/').then(() => 0)`);
    expect((await crumbs()).map(({ category }) => category)).toEqual(['fetch']);
  });

  it.each([
    ['a Proxy', 'new Proxy(fetch, { apply: (own, self, args) => Reflect.apply(watched, self, args) })'],
    ['what inherits from it', 'Object.setPrototypeOf(watched, fetch)'],
    ['what has all it has', 'Object.defineProperties(watched, Object.getOwnPropertyDescriptors(fetch))'],
  ])('works with a fetch that is %s, which a second start does not go round', async (_name, patch) => {
    const { page, crumbs } = await pages.shop();
    await page.evaluate(`calls = 0, own = fetch, watched = (...args) => (calls++, own(...args)), fetch = ${patch}, 0`);
    await page.evaluate(`V.close(1000).then(() => void V.init({ dsn: client.getOptions().dsn }))`);
    await page.evaluate(`fetch('/').then(() => 0)`);
    expect(await page.evaluate('calls')).toBe(1);
    expect((await crumbs()).map(({ category }) => category)).toEqual(['fetch']);
  });

  it('never listens to the events that keep a page out of the back/forward cache', async () => {
    const { page } = await pages.shop({
      options: "release: 'shop@1'",
      before: `types = []; (() => { const own = EventTarget.prototype.addEventListener;
        EventTarget.prototype.addEventListener = function (type, ...rest) { types.push(type); return own.call(this, type, ...rest); } })()`,
    });
    const types = await page.evaluate<string[]>('types');
    expect(types).toContain('pagehide');
    expect(types.filter(type => /unload/.test(type))).toEqual([]);
    expect(await page.evaluate('[onunload, onbeforeunload]')).toEqual([null, null]);
  });

  it('a failing cross-origin request stays the same error', async () => {
    const api = await pages.site({ '/shut': 'no', '/open': { body: '1', headers: CROSS } });
    const { page } = await pages.shop();
    await expect(page.evaluate(`fetch('${api.url}/shut')`)).rejects.toThrow('TypeError: Failed to fetch');
    expect(await page.evaluate(`fetch('${api.url}/open').then(answer => answer.text())`)).toBe('1');
  });
});

describe('where a page is unusual', () => {
  it.each([
    ['everything is frozen', 'for (const each of [history, XMLHttpRequest.prototype, console]) Object.freeze(each)'],
    [
      'there is no history, no XHR, no fetch',
      "for (const name of ['history', 'XMLHttpRequest', 'fetch', 'navigation']) Object.defineProperty(window, name, { value: undefined })",
    ],
    ['arrays and dates are made over', 'Array.prototype.last = () => 1; Date.prototype.toJSON = () => "never"'],
  ])('%s: init does not throw, and what can be heard is', async (_name, before) => {
    const { page, site } = await pages.shop({
      before,
      html: '<button id=a>a</button>',
      options: 'transport: () => ({ send: async ([, [item]]) => (sent.push(item[1]), {}), flush: async () => true })',
      head: '<script>sent = []</script>',
    });
    await page.evaluate(`(a.click(), console.log('x'), history?.pushState(null, '', '/x'), V.captureMessage('m'), V.flush(2000))`);
    expect(await page.evaluate('sent.at(-1).breadcrumbs.map(({ category }) => category)')).toContain('ui.click');
    expect(site.requests.map(({ url }) => url)).not.toContain('/none');
  });

  it('everything is sealed: what can be written is watched, and given back', async () => {
    const { page, crumbs } = await pages.shop({
      before: 'for (const each of [history, XMLHttpRequest.prototype, console]) Object.seal(each); const { log } = console;',
    });
    await page.evaluate(
      `console.log('x'), new Promise(done => { const xhr = new XMLHttpRequest(); xhr.onload = () => done(0); xhr.open('GET', '/'); xhr.send(); })`,
    );
    expect((await crumbs()).map(({ category }) => category)).toEqual(['console', 'xhr']);
    await page.evaluate('V.close(1000)');
    expect(await page.evaluate('console.log === log')).toBe(true);
  });

  it('in a worker requests and the console are told, with the page of the worker and without a session', async () => {
    const { page, site } = await pages.shop({
      files: {
        '/worker.js': `importScripts('/vigil.js'); V.init({ dsn: '${pages.ingest.dsn}', release: 'worker@1' });
          console.log('at work'); fetch('/api').then(() => V.captureMessage('from a worker'));`,
        '/api': '1',
      },
    });
    await page.evaluate(`void new Worker('/worker.js')`);
    const { breadcrumbs, request } = await pages.ingest.waitForEvent('from a worker');
    expect(breadcrumbs?.map(({ category }) => category)).toEqual(['console', 'fetch']);
    expect(request?.url).toBe(`${site.url}/worker.js`);
    expect(site.requests.find(({ url }) => url === '/api')?.headers['sentry-trace']).toBeDefined();
    expect(pages.ingest.items('session').filter(session => JSON.stringify(session).includes('worker@1'))).toEqual([]);
  });

  it('in a service worker navigations and media are passed on as they are, and requests of pages keep their trace', async () => {
    const { page, site } = await pages.shop({
      files: {
        '/sw.js': `importScripts('/vigil.js'); V.init({ dsn: '${pages.ingest.dsn}' });
          oninstall = () => skipWaiting(); onactivate = event => event.waitUntil(clients.claim());
          onfetch = event => event.respondWith(fetch(event.request))`,
        '/next': 'next',
        '/api': '1',
        '/tune': { status: 404 },
      },
    });
    await page.evaluate(`(async () => {
      const taken = new Promise(done => navigator.serviceWorker.addEventListener('controllerchange', done));
      await navigator.serviceWorker.register('/sw.js');
      await taken;
      await fetch('/api');
      await new Promise(done => { new Audio('/tune').onerror = done; });
    })()`);
    const own = await page.evaluate<string>(`V.getTraceData()['sentry-trace']`);
    await page.goto(`${site.url}/next`);
    const seen = (path: string) => site.requests.find(({ url }) => url === path)?.headers;
    expect(String(seen('/api')?.['sentry-trace'])).toBe(own);
    expect([seen('/next')?.['sec-fetch-mode'], seen('/next')?.['sentry-trace']]).toEqual(['navigate', undefined]);
    expect([seen('/tune')?.['range'], seen('/tune')?.['sentry-trace']]).toEqual(['bytes=0-', undefined]);
  });
});
