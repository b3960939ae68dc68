import { describe, expect, it } from 'vitest';
import { bundleForPage } from './bundleForPage';
import { startSite } from './startSite';
import { usePages } from './usePages';

// What users of browser SDKs suffer from, as Vigil's defaults have it.

const pages = usePages();
const NATIVES = `globalThis.standing = () => [fetch, XMLHttpRequest, XMLHttpRequest.prototype.open, XMLHttpRequest.prototype.send,
  XMLHttpRequest.prototype.setRequestHeader, setTimeout, setInterval, requestAnimationFrame, history.pushState, history.replaceState,
  EventTarget.prototype.addEventListener, EventTarget.prototype.removeEventListener, console.log, console.error, console.warn, onerror,
  onunhandledrejection, Error.stackTraceLimit];
globalThis.native = standing(); globalThis.isNative = () => standing().every((each, at) => each === native[at]);`;
const PROGRAM = "import * as V from '@vigil/browser'; globalThis.V = V;";
const soon = 'await new Promise(resolve => setTimeout(resolve, 50));';

describe('scenario 21', () => {
  it('the import touches nothing, and after close everything is native again', async () => {
    const { page, run } = await pages.open(PROGRAM, { first: NATIVES });
    expect(await page.evaluate('isNative()')).toBe(true);
    expect(await run('globalThis.client = V.init({ dsn: DSN }); return isNative()')).toBe(false);
    await run('await client.close()');
    expect(await page.evaluate('isNative()')).toBe(true);
  });
});

describe('scenario 22', () => {
  it('of two applications with two clients, what B throws later is project B’s, with B’s breadcrumbs alone', async () => {
    const [a, b] = await Promise.all([
      bundleForPage(`import * as V from '@vigil/browser'; V.init({ dsn: DSN }); globalThis.a = () => console.log('a went on');`),
      bundleForPage(`import * as V from '@vigil/browser'; V.createClient({ dsn: DSN_B, owns: { frames: [/\\/b\\.js/] } });
        globalThis.b = () => setTimeout(() => { console.log('b went on'); fetch('/next').then(() => { throw new Error('of b') }) });`),
    ]);
    const dsns = `<script>const DSN = '${pages.dsn(1)}', DSN_B = '${pages.dsn(2)}';</script>`;
    const { run } = await pages.open('', {
      files: { '/': `<!doctype html>${dsns}<script src=/a.js></script><script src=/b.js></script>`, '/a.js': a, '/b.js': b },
    });
    await run(`a(); b(); ${soon}`);
    const event = await pages.ingest.waitForEvent('of b');
    expect(pages.ingest.requests.filter(({ url }) => url.startsWith('/api/1/'))).toEqual([]);
    const crumbs = (event.breadcrumbs ?? []).map(({ category, message }) => message ?? category);
    expect(crumbs).toEqual(['b went on', 'fetch']);
  });
});

describe('extra 2', () => {
  it('a request to an origin that nobody listed has no header of ours, and is no preflight', async () => {
    const other = await startSite({ '/data': { body: '{}', headers: { 'access-control-allow-origin': '*' } } });
    const { run } = await pages.open(PROGRAM);
    await run(`V.init({ dsn: DSN }); await fetch('${other.url}/data'); await fetch('/next');
      await new Promise(done => { const xhr = new XMLHttpRequest(); xhr.onloadend = done; xhr.open('GET', '${other.url}/data'); xhr.send(); });`);
    const seen = other.requests.map(({ method, headers }) => [method, headers['sentry-trace'], headers['baggage']]);
    await other.close();
    expect(seen).toEqual([
      ['GET', undefined, undefined],
      ['GET', undefined, undefined],
    ]);
  });
});

describe('extra 6', () => {
  it.each([
    ['the defaults', ''],
    ['none', 'defaultIntegrations: false,'],
    ['others', 'integrations: [V.captureConsoleIntegration(), V.httpClientIntegration(), V.dedupeIntegration()],'],
  ])('ignoreErrors counts with %s of the integrations', async (_which, integrations) => {
    const { run } = await pages.open(PROGRAM);
    const status = await run(`const client = V.init({ dsn: DSN, ${integrations} ignoreErrors: [/harmless/] });
      const id = V.captureException(new Error('harmless')); V.captureException(new Error('real'));
      await client.flush(); return (await client.outcome(id)).status`);
    expect(status).toBe('filtered');
    expect(pages.arrived()).toEqual(['real']);
  });
});

describe('extra 8', () => {
  it('an attached debugger that stops at what nobody catches stops, goes on, and the error is reported once', async () => {
    const { page, run } = await pages.open(PROGRAM);
    let stops = 0;
    page.cdp.on('Debugger.paused', () => {
      stops++;
      void page.cdp.send('Debugger.resume');
    });
    await page.cdp.send('Debugger.enable');
    await page.cdp.send('Debugger.setPauseOnExceptions', { state: 'all' });
    await run(`V.init({ dsn: DSN }); setTimeout(() => { throw new Error('while debugged') }); ${soon}`);
    await pages.ingest.waitForEvent('while debugged');
    await run('await V.flush()');
    expect(stops).toBeGreaterThan(0);
    expect(pages.arrived()).toEqual(['while debugged']);
  });
});

describe('extra 9', () => {
  it('ResizeObserver’s notice and errors of extensions alone are counted, not sent', async () => {
    const { run } = await pages.open(PROGRAM);
    const filtered = await run(`const client = V.init({ dsn: DSN });
      dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop completed with undelivered notifications.' }));
      const foreign = new TypeError('of an extension');
      foreign.stack = 'TypeError: of an extension\\n    at run (chrome-extension://abcdef/content.js:1:10)';
      dispatchEvent(new ErrorEvent('error', { message: foreign.message, error: foreign }));
      V.captureException(new Error('real'));
      await client.flush(); return client.stats().outcomes.error`);
    expect(filtered).toEqual({ filtered: 2, sent: 1 });
    expect(pages.arrived()).toEqual(['real']);
  });
});
