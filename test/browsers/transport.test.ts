import { describe, expect, it } from 'vitest';
import { usePages } from './usePages';

const pages = usePages();
const { open, arrived } = pages;
const IMPORT = "import * as V from '@vigil/browser'; Object.assign(globalThis, { V });";
const start = (options = '') => `${IMPORT} globalThis.client = V.init({ dsn: DSN, budget: false, ${options} });`;
/** What the page's own `fetch` was given by whoever calls it. */
const WATCHED =
  'globalThis.lasting = []; const native = fetch; fetch = (url, init) => { lasting.push(init.keepalive); return native(url, init) };';
const outcomeOf = (message: string) => `client.outcome(V.captureMessage(${JSON.stringify(message)})).then(({ status }) => status)`;

describe('a request of the browser transport', () => {
  it('is a POST without preflight, as text, the key in its address', async () => {
    const { page } = await open(start());
    expect(await page.evaluate(outcomeOf('hello'))).toBe('sent');
    const [request] = pages.ingest.requests;
    expect(pages.ingest.requests).toHaveLength(1);
    expect(request).toMatchObject({ method: 'POST', url: expect.stringContaining('sentry_key=public') });
    expect(request?.headers).toMatchObject({ 'content-type': 'text/plain;charset=UTF-8' });
    expect(request?.headers['content-encoding']).toBeUndefined();
  });

  it('goes by the fetch that stood there at init, not by what is patched over it later, and leaves no breadcrumb', async () => {
    const { page, run } = await open(start());
    await run('globalThis.seen = []; fetch = url => { seen.push(url); return Promise.reject(new Error("patched")) }');
    expect(await page.evaluate(outcomeOf('one'))).toBe('sent');
    expect(await page.evaluate(outcomeOf('two'))).toBe('sent');
    expect(await page.evaluate('seen')).toEqual([]);
    expect(JSON.stringify(pages.ingest.events())).not.toContain('envelope');
  });

  it('outlives its page unless 15 do already', async () => {
    const { page, run } = await open(start(), { first: WATCHED });
    pages.ingest.respond({ status: 200, delayMs: 300 });
    await run('for (let n = 0; n < 20; n++) V.captureMessage("m" + n); await client.flush()');
    const lasting = await page.evaluate<boolean[]>('lasting');
    expect([lasting.length, lasting.slice(0, 15).every(Boolean), lasting.slice(15).some(Boolean)]).toEqual([20, true, false]);
    expect(await page.evaluate(`${outcomeOf('later')}.then(() => lasting.at(-1))`)).toBe(true);
  });

  it('or unless those that do and it are over 60,000 bytes, all clients of the page together', async () => {
    const { page, run } = await open(start(), { first: WATCHED });
    pages.ingest.respond({ status: 200, delayMs: 300 });
    await run(`const other = V.createClient({ dsn: DSN });
      const capture = (by, bytes) => by.captureMessage('m', 'info', { attachments: [{ filename: 'a', data: 'x'.repeat(bytes) }] });
      capture(client, 61000); capture(client, 40000); capture(other, 40000); V.captureMessage('small'); await Promise.all([client.flush(), other.flush()])`);
    expect((await page.evaluate<boolean[]>('lasting')).sort()).toEqual([false, false, true, true]);
  });

  it('goes to a tunnel, which reads the DSN', async () => {
    const taken: string[] = [];
    const tunnel = ({ body }: { body: Buffer }) => {
      taken.push(JSON.parse(String(body).split('\n')[0] ?? '').dsn);
      return '{}';
    };
    const { page, site } = await open(start("tunnel: '/tunnel'"), { files: { '/tunnel': tunnel } });
    expect(await page.evaluate(outcomeOf('hello'))).toBe('sent');
    expect(taken).toEqual([pages.dsn()]);
    expect(site.requests.filter(({ method }) => method === 'POST').map(({ url }) => url)).toEqual(['/tunnel']);
    expect(pages.ingest.requests).toEqual([]);
  });

  it('is sent from a worker', async () => {
    const { bundleForPage } = await import('./bundleForPage');
    const worker = await bundleForPage(`${start()} ${outcomeOf('from a worker')}.then(status => postMessage(status));`);
    const { page } = await open('', {
      files: { '/worker.js': () => ({ body: `const DSN = ${JSON.stringify(pages.dsn())}; ${worker}` }) },
    });
    const status = await page.evaluate('new Promise(resolve => { new Worker("/worker.js").onmessage = ({ data }) => resolve(data) })');
    expect([status, arrived()]).toEqual(['sent', ['from a worker']]);
  });
});

describe('the end of a page', () => {
  it('captured and left in one turn: it arrives, once', async () => {
    const { page, run } = await open(start());
    await run('V.captureMessage("bye"); location.href = "/next"');
    await expect.poll(arrived).toEqual(['bye']);
    await page.waitFor('document.title === "next"');
    expect(arrived()).toEqual(['bye']);
  });

  it('told at its end that the request which outlives it failed, as Chromium does now and then: it is not sent again', async () => {
    const first = `const native = fetch; fetch = (...given) => {
      native(...given);
      return new Promise((_, reject) => addEventListener('pagehide', () => reject(new TypeError('Failed to fetch'))));
    }`;
    const { page, site, run } = await open(start(), { first });
    await run('V.captureMessage("bye"); location.href = "/next"');
    await page.waitFor('document.title === "next"');
    await expect.poll(arrived).toEqual(['bye']);
    // whatever was sent beside it has had the time of a whole other page
    await page.goto(`${site.url}/next`);
    expect(arrived()).toEqual(['bye']);
  });

  it('closed: what waits for its next try leaves at once, under its id', async () => {
    const { page } = await open(start('retry: { baseMs: 600000 }'));
    pages.ingest.respond([503, 200]);
    const id = await page.evaluate('V.captureMessage("retried")');
    await expect.poll(() => pages.ingest.events().length).toBe(1);
    await page.waitFor('client.stats().retries === 0 && client.stats().pending.error === 1');
    await page.close();
    await expect.poll(() => pages.ingest.events().map(event => event.event_id)).toEqual([id, id]);
  });

  it('an event whose hook is still thinking leaves reduced', async () => {
    const { run } = await open(start('beforeSend: () => new Promise(() => {})'));
    await run('V.captureException(new Error("undecided")); location.href = "/next"');
    // and one of the hook
    await expect.poll(arrived).toContain('undecided');
    expect(pages.ingest.events()[0]?.tags).toMatchObject({ hook_error: 'beforeSend' });
  });

  it('hidden: what is on its way is not sent twice', async () => {
    const { page } = await open(start());
    pages.ingest.respond({ status: 200, delayMs: 300 });
    const outcome = page.evaluate(`${outcomeOf('slow')}`);
    await expect.poll(() => pages.ingest.requests.length).toBe(1);
    await page.setVisibility('hidden');
    await page.setVisibility('visible');
    expect(await outcome).toBe('sent');
    expect(await page.evaluate('client.stats().outcomes.error')).toEqual({ sent: 1 });
    expect(pages.ingest.requests).toHaveLength(1);
  });

  it('hidden and shown again while the server is down: its tries go on, and it is delivered once', async () => {
    const { page } = await open(start('retry: { baseMs: 600000 }'));
    pages.ingest.respond([503, 503, 200]);
    const outcome = page.evaluate('client.outcome(V.captureMessage("later"))');
    await page.waitFor(
      'client.stats().pending.error === 1 && performance.getEntriesByType("resource").some(({ name }) => /envelope/.test(name))',
    );
    await page.setVisibility('hidden');
    await page.setVisibility('visible');
    expect(await outcome).toMatchObject({ status: 'sent', attempts: 3 });
    expect(new Set(pages.ingest.events().map(event => event.event_id)).size).toBe(1);
    expect(pages.ingest.requests).toHaveLength(3);
  });

  it('hidden while offline: it waits', async () => {
    const { page } = await open(start('retry: { baseMs: 200 }'));
    await page.context.setOffline(true);
    const outcome = page.evaluate(outcomeOf('offline'));
    await page.waitFor('client.stats().pending.error === 1');
    await page.setVisibility('hidden');
    expect(await page.evaluate('client.stats().pending.error')).toBe(1);
    await page.context.setOffline(false);
    expect(await outcome).toBe('sent');
  });

  it('where requests cannot outlive a page it is a beacon, and counts as sent', async () => {
    const first =
      'delete Request.prototype.keepalive; globalThis.beacons = []; globalThis.answered = 0; const ask = fetch; globalThis.fetch = (...args) => ask(...args).finally(() => setTimeout(() => answered++)); const send = navigator.sendBeacon; navigator.sendBeacon = function (url, body) { beacons.push(url); return send.call(this, url, body) };';
    const { page } = await open(start('retry: { baseMs: 600000 }'), { first });
    pages.ingest.respond([503, 200]);
    const outcome = page.evaluate(outcomeOf('by beacon'));
    await expect.poll(() => pages.ingest.requests.length).toBe(1);
    // what is under way is left alone: the answer has to be there
    await page.waitFor('answered === 1');
    await page.setVisibility('hidden');
    expect(await outcome).toBe('sent');
    expect(await page.evaluate('beacons.length')).toBe(1);
    await expect.poll(arrived).toEqual(['by beacon', 'by beacon']);
    expect(pages.ingest.requests.map(({ method }) => method)).toEqual(['POST', 'POST']);
  });

  it('what no room is left for waits for the page to come back', async () => {
    const first = 'delete Request.prototype.keepalive; navigator.sendBeacon = () => false;';
    const { page } = await open(start('retry: { baseMs: 600000 }'), { first });
    pages.ingest.respond([503, 200]);
    const outcome = page.evaluate(outcomeOf('no room'));
    await expect.poll(() => pages.ingest.requests.length).toBe(1);
    await page.setVisibility('hidden');
    expect(await outcome).toBe('sent');
  });

  it("a transport of the application's own is left alone", async () => {
    const transport = 'transport: () => ({ send: () => new Promise(resolve => (globalThis.answer = resolve)), flush: async () => true })';
    const { page } = await open(start(transport));
    const outcome = page.evaluate(outcomeOf('own'));
    await page.waitFor('globalThis.answer');
    await page.setVisibility('hidden');
    await page.evaluate('answer({ statusCode: 200 })');
    expect(await outcome).toBe('sent');
    expect(pages.ingest.requests).toEqual([]);
  });

  it('a page that comes back goes on', async () => {
    const { page } = await open(start());
    await page.evaluate('globalThis.kept = 1');
    await page.goto(`${(await page.url()).replace(/\/$/, '')}/next`);
    await page.back();
    expect(await page.evaluate(outcomeOf('again'))).toBe('sent');
    expect(await page.evaluate('globalThis.kept ?? 0')).toBe(Number(pages.chromium.hasBackForwardCache));
  });
});
