import { describe, expect, it } from 'vitest';
import { bundleForPage } from './bundleForPage';
import { usePages } from './usePages';

const pages = usePages();
const VIGIL = `import * as Vigil from '@vigil/browser'; import { makeBrowserOfflineTransport } from '@vigil/browser/offline';
Object.assign(globalThis, { Vigil, makeBrowserOfflineTransport });`;

/** A page with zone.js, as Angular and the context manager of OpenTelemetry bring it, before the SDK or behind it. Async functions stay the browser's. */
async function zoned(order: 'before' | 'behind', options = '{}') {
  const script = '<script src=/zone.js></script>';
  const sdk = `<script src=/vigil.js></script><script>client = Vigil.init({ dsn: ${JSON.stringify(pages.dsn())}, ...${options} });</script>`;
  const { page } = await pages.visit({
    '/': `<!doctype html>${order === 'before' ? script + sdk : sdk + script}`,
    '/zone.js': await bundleForPage("import 'zone.js';"),
    '/vigil.js': await bundleForPage(VIGIL),
    '/api': { type: 'text/plain', body: 'answer' },
  });
  await page.waitFor("typeof Zone === 'function'");
  return page;
}

describe.each(['before', 'behind'] as const)('zone.js %s', order => {
  it('leaves a breadcrumb of each request of fetch', async () => {
    const page = await zoned(order);
    const answer = await page.evaluate(`fetch('/api').then(async response => {
      await fetch('http://127.0.0.1:1/').catch(() => 0);
      Vigil.captureMessage('asked');
      return response.text();
    })`);
    expect(answer).toBe('answer');
    const { breadcrumbs } = await pages.ingest.waitForEvent('asked');
    expect(breadcrumbs?.filter(({ category }) => category === 'fetch')).toMatchObject([
      { data: { method: 'GET', status_code: 200 } },
      { level: 'error', data: { method: 'GET' } },
    ]);
  });

  it('reports what callbacks, listeners and async functions throw, once, and removes listeners by themselves', async () => {
    const page = await zoned(order);
    const calls = await page.evaluate(`(() => {
      setTimeout(() => { throw new Error('timer'); });
      (async () => { throw new Error('async'); })();
      const target = document.body;
      const failing = () => { throw new Error('listener'); };
      target.addEventListener('ask', failing);
      target.dispatchEvent(new Event('ask'));
      target.removeEventListener('ask', failing);
      let calls = 0;
      const counted = () => calls++;
      for (const options of [undefined, true, { once: true }]) {
        target.addEventListener('ask', counted, options);
        target.removeEventListener('ask', counted, options);
      }
      target.dispatchEvent(new Event('ask'));
      return calls;
    })()`);
    expect(calls).toBe(0);
    await page.waitFor('client.stats().captured.error >= 3');
    await page.evaluate('client.flush(5000)');
    expect(pages.arrived().sort()).toEqual(['async', 'listener', 'timer']);
  });

  it('keeps what could not be sent, and sends it when the page is back', async () => {
    const page = await zoned(order, '{ transport: makeBrowserOfflineTransport(), retry: { maxAttempts: 1 } }');
    pages.ingest.respond('reset');
    expect(await page.evaluate("client.outcome(Vigil.captureMessage('kept')).then(({ status }) => status)")).toBe('spooled');
    pages.ingest.reset();
    await page.reload();
    await expect.poll(pages.arrived).toEqual(['kept']);
  });
});
