import { describe, expect, it } from 'vitest';
import { usePages } from './usePages';

const pages = usePages();
const { open, arrived } = pages;
const start = (options = '') => `import * as V from '@vigil/browser'; import { makeBrowserOfflineTransport } from '@vigil/browser/offline';
Object.assign(globalThis, { V, warnings: [] });
globalThis.client = V.init({ dsn: DSN, budget: false, transport: makeBrowserOfflineTransport(), retry: { maxAttempts: 2, baseMs: 1 },
  logger: { warn: text => warnings.push(text) }, ${options} });`;
const outcomeOf = (message: string, hint: object = {}) =>
  `client.outcome(V.captureMessage(${JSON.stringify(message)}, ${JSON.stringify(hint)})).then(({ status }) => status)`;
/** What lies in the databases of the page, by message. */
const STORED = `(async () => {
  const all = [];
  for (const { name } of await indexedDB.databases()) {
    const opened = await new Promise(resolve => { const opening = indexedDB.open(name); opening.onsuccess = () => resolve(opening.result); });
    const kept = await new Promise(resolve => { const asked = opened.transaction('queue').objectStore('queue').getAll(); asked.onsuccess = () => resolve(asked.result); });
    opened.close();
    all.push(...kept.map(({ body }) => JSON.parse(body.split('\\n')[2]).message));
  }
  return all;
})()`;
const OFFLINE = 'reset' as const;

describe('the offline queue', () => {
  it('keeps what the tries could not hold over a reload, and sends it then: the same id, a new sent_at', async () => {
    const { page } = await open(start());
    pages.ingest.respond(OFFLINE);
    expect(await page.evaluate(outcomeOf('one'))).toBe('spooled');
    expect(await page.evaluate(STORED)).toEqual(['one']);
    const [tried] = pages.ingest.envelopes;
    pages.ingest.reset();
    await page.reload();
    await expect.poll(arrived).toEqual(['one']);
    const [sent] = pages.ingest.envelopes;
    expect(sent?.headers.event_id).toBe(tried?.headers.event_id);
    expect(String(sent?.headers.sent_at) > String(tried?.headers.sent_at)).toBe(true);
    await expect.poll(() => page.evaluate(STORED)).toEqual([]);
    expect(await page.evaluate('client.stats()')).toMatchObject({ captured: {}, replayed: { error: 1 } });
  });

  it('is sent when the page is online again, without a reload', async () => {
    const { page } = await open(start());
    await page.context.setOffline(true);
    expect(await page.evaluate(outcomeOf('offline'))).toBe('spooled');
    await page.context.setOffline(false);
    await expect.poll(arrived).toEqual(['offline']);
  });

  it('is sent once something else was delivered', async () => {
    const { page } = await open(start());
    pages.ingest.respond(OFFLINE);
    expect(await page.evaluate(outcomeOf('down'))).toBe('spooled');
    pages.ingest.reset();
    expect(await page.evaluate(outcomeOf('up'))).toBe('sent');
    await expect.poll(arrived).toEqual(['up', 'down']);
  });

  it('what the server does not take keeps nothing behind it from being sent, however much that is', async () => {
    const { page } = await open(start());
    pages.ingest.respond(OFFLINE);
    expect(await page.evaluate(outcomeOf('bad', { attachments: [{ filename: 'a.txt', data: 'a' }] }))).toBe('spooled');
    const extra = Object.fromEntries([...'abcdefgh'].map(name => [name, 'x'.repeat(15_000)]));
    for (let n = 0; n < 4; n++) expect(await page.evaluate(outcomeOf(`good ${n}`, { extra }))).toBe('spooled');
    pages.ingest.reset();
    pages.ingest.respond((_n, { items }) => (items.includes('attachment') ? 503 : 200));
    await page.reload();
    await expect.poll(() => page.evaluate(STORED), { timeout: 20_000 }).toEqual(['bad']);
    expect([...new Set(arrived().filter(text => text !== 'bad'))].sort()).toEqual(['good 0', 'good 1', 'good 2', 'good 3']);
  });

  it('takes what failed and is unsent when the page is left', async () => {
    const { page, run } = await open(start('retry: { baseMs: 600000 }'));
    pages.ingest.respond(OFFLINE);
    await run('V.captureMessage("left")');
    await expect.poll(() => pages.ingest.requests.length).toBe(1);
    await page.setVisibility('hidden');
    await page.waitFor('client.stats().outcomes.error?.spooled === 1');
    pages.ingest.reset();
    await page.reload();
    await expect.poll(arrived).toEqual(['left']);
  });

  it('is shared by the tabs of an origin: each envelope leaves once', async () => {
    const { page, site } = await open(start());
    pages.ingest.respond(OFFLINE);
    for (const message of ['a', 'b', 'c', 'd', 'e', 'f']) expect(await page.evaluate(outcomeOf(message))).toBe('spooled');
    pages.ingest.reset();
    const tabs = await Promise.all([1, 2, 3].map(() => page.context.newPage()));
    await Promise.all(tabs.map(tab => tab.goto(`${site.url}/`)));
    await expect.poll(() => [...new Set(arrived())].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    await expect.poll(() => page.evaluate(STORED)).toEqual([]);
    expect(arrived()).toHaveLength(6);
  });

  it.each([
    ['', 600_000],
    [' and whose clock is a little ahead', 900_500],
  ])('of a tab that is gone%s it is free a quarter of an hour later', async (_clock, lease) => {
    const { page, run } = await open(start());
    pages.ingest.respond(OFFLINE);
    await page.evaluate(outcomeOf('claimed'));
    const until = (ms: number) => `const [{ name }] = await indexedDB.databases();
      const opened = await new Promise(resolve => { const opening = indexedDB.open(name); opening.onsuccess = () => resolve(opening.result); });
      const queue = opened.transaction('queue', 'readwrite').objectStore('queue');
      await new Promise(resolve => { const asked = queue.getAll(); asked.onsuccess = () => { queue.put({ ...asked.result[0], until: Date.now() + ${ms} }).onsuccess = resolve } });
      opened.close();`;
    await run(until(lease));
    pages.ingest.reset();
    await page.reload();
    expect(await page.evaluate(outcomeOf('other'))).toBe('sent');
    await run('client.emit("takeStored"); await client.flush()');
    expect(arrived()).toEqual(['other']);
    await run(until(-1));
    await run('client.emit("takeStored")');
    await expect.poll(arrived).toEqual(['other', 'claimed']);
  });

  it('holds 30: the oldest leaves first, is told of as lost, and a fatal error outlives all others', async () => {
    const { page, run } = await open(start('retry: { maxAttempts: 1 }'));
    pages.ingest.respond(OFFLINE);
    await run('await client.outcome(V.captureMessage("fatal", "fatal"))');
    await run('for (let n = 0; n < 31; n++) await client.outcome(V.captureMessage("m" + n))');
    await expect.poll(async () => (await page.evaluate<string[]>(STORED)).length).toBe(30);
    const kept = await page.evaluate<string[]>(STORED);
    expect([kept[0], kept[1], kept.at(-1)]).toEqual(['fatal', 'm2', 'm30']);
    pages.ingest.reset();
    await run('await client.flush()');
    const lost = pages.ingest.items('client_report').flatMap(each => (each as { discarded_events: unknown[] }).discarded_events);
    expect(lost).toContainEqual({ reason: 'cache_overflow', category: 'error', quantity: 2 });
  });

  it('of another DSN is left alone', async () => {
    const { page } = await open(start());
    pages.ingest.respond(OFFLINE);
    expect(await page.evaluate(outcomeOf('mine'))).toBe('spooled');
    pages.ingest.reset();
    await page.evaluate(`V.init({ dsn: ${JSON.stringify(pages.dsn(2))}, transport: client.getOptions().transport }).flush()`);
    expect(await page.evaluate(STORED)).toEqual(['mine']);
  });
});

describe('where the database fails: one warning, delivery as ever', () => {
  it.each([
    ['it is denied', 'Object.defineProperty(globalThis, "indexedDB", { get() { throw new DOMException("denied", "SecurityError") } });'],
    ['there is none', 'Object.defineProperty(globalThis, "indexedDB", { value: undefined });'],
    ['it cannot be opened', 'IDBFactory.prototype.open = () => { throw new Error("broken") };'],
    [
      'it refuses to open',
      'const open = IDBFactory.prototype.open; IDBFactory.prototype.open = function () { return open.call(this, "x", 0.5) };',
    ],
    ['nothing can be written', 'IDBObjectStore.prototype.add = () => { throw new DOMException("full", "QuotaExceededError") };'],
    [
      'a write is undone',
      'const add = IDBObjectStore.prototype.add; IDBObjectStore.prototype.add = function (value) { const asked = add.call(this, value); this.transaction.abort(); return asked };',
    ],
    ['it never answers', 'IDBFactory.prototype.open = () => ({});'],
  ])('%s', async (_name, first) => {
    const { page } = await open(start(), { first });
    pages.ingest.respond(OFFLINE);
    expect(await page.evaluate(outcomeOf('lost'))).toBe('network_error');
    pages.ingest.reset();
    expect(await page.evaluate(outcomeOf('sent'))).toBe('sent');
    expect(await page.evaluate('warnings')).toEqual(['[vigil] V081 offline']);
  });

  it('an opaque origin', async () => {
    const { bundleForPage } = await import('./bundleForPage');
    const code = await bundleForPage(start());
    const frame = `<script>const DSN = ${JSON.stringify(pages.dsn())}</script><script src=/inner.js></script>`;
    const { run, page } = await open('onmessage = ({ data }) => { globalThis.told = data };', {
      files: {
        '/frame': frame,
        '/inner.js': `${code}; ${outcomeOf('from a frame')}.then(status => parent.postMessage([status, warnings], '*'));`,
      },
    });
    await run(
      'const frame = document.createElement("iframe"); frame.sandbox = "allow-scripts"; frame.src = "/frame"; document.body.append(frame)',
    );
    await page.waitFor('globalThis.told');
    expect(await page.evaluate('told[0]')).toBe('sent');
  });
});
