import { describe, expect, it } from 'vitest';
import { leftInOrder } from '../scenarios/leftInOrder';
import { usePages } from './usePages';

const pages = usePages();
const { open, arrived } = pages;
const start = (
  options: string,
) => `import * as V from '@vigil/browser'; import { makeBrowserOfflineTransport } from '@vigil/browser/offline';
Object.assign(globalThis, { V });
globalThis.client = V.init({ dsn: DSN, transport: makeBrowserOfflineTransport(), retry: { maxAttempts: 1 }, ${options} });`;
/** What a page may be seen to have patched, as it was before anything ran. */
const BEFORE = `globalThis.standing = () => [fetch, XMLHttpRequest, XMLHttpRequest.prototype.open, XMLHttpRequest.prototype.send, setTimeout, setInterval,
  requestAnimationFrame, history.pushState, history.replaceState, EventTarget.prototype.addEventListener, EventTarget.prototype.removeEventListener,
  console.log, console.error, console.warn, onerror, onunhandledrejection];
globalThis.native = standing(); globalThis.isNative = () => standing().every((each, at) => each === native[at]);`;
const DEEDS = `V.captureException(new Error('one')); V.captureMessage('two'); V.setUser({ id: '7' }); console.log('three');
  setTimeout(() => { throw new Error('four') }); Promise.reject(new Error('five')); await new Promise(resolve => setTimeout(resolve, 50));`;
const STORED = `[(await indexedDB.databases()).length, localStorage.length, sessionStorage.length, document.cookie]`;

describe('consent in a page', () => {
  it('extra 3: pending, then denied: nothing is sent, nothing is stored, and the page is as it was', async () => {
    const { page, run, site } = await open(start("consent: 'pending'"), { first: BEFORE });
    expect(await run(`${DEEDS} return ${STORED}`)).toEqual([0, 0, 0, '']);
    await page.setVisibility('hidden');
    await page.setVisibility('visible');
    await run("V.setConsent('denied'); await client.flush(1000)");
    expect(await page.evaluate('isNative()')).toBe(true);
    expect(await run(`${DEEDS} return ${STORED}`)).toEqual([0, 0, 0, '']);
    expect(await page.evaluate('Object.keys(client.stats().outcomes.error)')).toEqual(['filtered']);
    await page.goto(`${site.url}/next`);
    expect(pages.ingest.requests).toEqual([]);
  });

  it('pending, then granted: what waited is sent in its order, and the page is watched', async () => {
    const { page, run } = await open(start("consent: 'pending'"), { first: BEFORE });
    await run("V.captureMessage('one'); V.captureMessage('two')");
    await run("V.setConsent('granted'); await client.flush()");
    expect(arrived().sort()).toEqual(['one', 'two']);
    expect(leftInOrder(pages.ingest, ['one', 'two'])).toBe(true);
    expect(await page.evaluate('isNative()')).toBe(false);
  });

  it('denied: what is stored of this DSN is erased, of another it stays; granted again: watched again', async () => {
    const { page, run } = await open(start(''), { first: BEFORE });
    pages.ingest.respond('reset');
    const other = `V.createClient({ dsn: ${JSON.stringify(pages.dsn(2))}, transport: client.getOptions().transport, retry: { maxAttempts: 1 } })`;
    await run(`globalThis.other = ${other}; for (const each of [client, other]) await each.outcome(each.captureMessage('kept'))`);
    const names = 'indexedDB.databases().then(all => all.map(({ name }) => name))';
    expect(await page.evaluate<string[]>(names)).toHaveLength(2);
    await run("client.setConsent('denied')");
    await expect.poll(() => page.evaluate(names)).toEqual([`vigil-offline ${pages.dsn(2)}`]);
    expect(await page.evaluate('isNative()')).toBe(true);
    pages.ingest.reset();
    await run("client.setConsent('granted'); await client.outcome(V.captureMessage('again'))");
    expect(await page.evaluate('isNative()')).toBe(false);
    expect(arrived()).toEqual(['again']);
  });

  it('denied from the start: what an earlier page stored is erased, by whatever tab holds it open', async () => {
    const { page, run, site } = await open(start('consent: globalThis.localStorage.consent'));
    pages.ingest.respond('reset');
    await run("await client.outcome(V.captureMessage('kept')); localStorage.consent = 'denied'");
    pages.ingest.reset();
    const tab = await page.context.newPage();
    await tab.goto(`${site.url}/`);
    await expect.poll(() => page.evaluate('indexedDB.databases()')).toEqual([]);
    expect(pages.ingest.requests).toEqual([]);
  });

  it('denied while something waits for its next try: it does not leave with the page', async () => {
    const { page, run, site } = await open(start('retry: { baseMs: 600000 }'));
    pages.ingest.respond(503);
    await run("V.captureMessage('unsent')");
    await expect.poll(() => pages.ingest.requests.length).toBe(1);
    await page.waitFor('client.stats().pending.error === 1');
    await run("V.setConsent('denied')");
    await page.goto(`${site.url}/next`);
    await page.goto(`${site.url}/`);
    expect(pages.ingest.requests).toHaveLength(1);
  });
});
