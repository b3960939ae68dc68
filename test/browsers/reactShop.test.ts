import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Event } from '@vigil/core';
import { type Ingest, startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Example, startExample } from '../examples/startExample';
import { type Chromium, type ChromiumPage, startChromium } from './startChromium';

/** What stands for the server's dialog (protocol 21.4). */
const DIALOG = `(() => {
  const box = document.createElement('div');
  box.id = 'dialog';
  box.innerHTML = '<style>#dialog { position: fixed; inset: 0; display: grid; place-items: center; background: rgb(0 0 0 / 45%) } #dialog form { display: grid; gap: 12px; width: 22rem; padding: 24px; background: #fff; border-radius: 12px } #dialog textarea { font: inherit }</style><form><b></b><textarea rows=4></textarea><button type=button>Close</button></form>';
  box.querySelector('b').textContent = new URL(document.currentScript.src).searchParams.get('title');
  box.querySelector('button').onclick = () => { box.remove(); postMessage('__sentry_reportdialog_closed__', '*'); };
  document.body.append(box);
})()`;

const textIn = ({ exception }: Event) => exception?.values?.at(-1)?.value;
const traceOf = ({ contexts }: Event) => (contexts?.['trace'] as { trace_id?: string } | undefined)?.trace_id;

describe('the example react-shop', () => {
  let ingest: Ingest;
  let chromium: Chromium;
  let page: ChromiumPage;
  let example: Example;
  const payments = createServer((_request, response) => response.writeHead(503).end());
  const pictures = mkdtempSync(join(tmpdir(), 'react-shop-'));
  const asked: string[] = [];

  beforeAll(async () => {
    ingest = await startIngest();
    await new Promise<void>(resolve => void payments.listen(0, '127.0.0.1', resolve));
    const { port } = payments.address() as AddressInfo;
    example = await startExample('react-shop', { SENTRY_DSN: ingest.dsn, PAYMENT_URL: `http://127.0.0.1:${port}` });
    chromium = await startChromium();
    page = await chromium.open();
    await page.playwright.route('**/api/embed/error-page/**', route => {
      asked.push(route.request().url());
      return route.fulfill({ contentType: 'text/javascript', headers: { 'access-control-allow-origin': '*' }, body: DIALOG });
    });
    await page.goto(example.url);
    await page.waitFor("!!document.querySelector('#pay')");
  });
  afterAll(async () => {
    await chromium?.close();
    await example?.stop();
    payments.close();
    await ingest?.close();
  });

  it('a failed payment: page and service report it in one trace, each once', async () => {
    await page.click('#pay');
    const ofPage = await ingest.waitForEvent({ platform: 'javascript' });
    const ofService = await ingest.waitForEvent({ platform: 'node' });
    expect([textIn(ofPage), textIn(ofService)]).toEqual(['Something went wrong on our side.', 'the payment service answered 503']);
    expect(traceOf(ofPage)).toMatch(/^[\da-f]{32}$/);
    expect(traceOf(ofService)).toBe(traceOf(ofPage));
    expect([ofPage.release, ofService.release]).toEqual(['orders@1.4.0', 'orders@1.4.0']);
    expect([ofPage.transaction, ofService.transaction]).toEqual(['/orders/:id', 'POST /shops/:shop/orders/:id/pay']);
    expect(ofPage).toMatchObject({
      tags: { order: '1001' },
      user: { id: 'ada', plan: 'gold' },
      contexts: { ApiError: { status: 502, report: ofService.event_id } },
    });
    await page.waitFor(`document.querySelector('#answer').textContent.includes('${ofService.event_id}')`);
    expect(ingest.events()).toHaveLength(2);
  });

  it('a component that throws: the fallback, the event with its component stack, and the page lives on', async () => {
    ingest.reset();
    await page.click('#gift');
    await page.waitFor("!!document.querySelector('.sorry')");
    const event = await ingest.waitForEvent({ tags: { area: 'gift' } });
    expect(event.exception?.values?.map(({ type }) => type)).toEqual(['React ErrorBoundary TypeError', 'TypeError']);
    expect(event.exception?.values?.[0]?.stacktrace?.frames?.length).toBeGreaterThan(1);
    expect(event.exception?.values?.[1]?.mechanism).toMatchObject({ type: 'auto.function.react.error_boundary', handled: true });
    expect(event.contexts?.['react']).toMatchObject({ version: '19.3.1', componentStack: expect.stringContaining('at ') });
    expect(await page.evaluate("document.querySelector('.sorry').textContent")).toContain(event.event_id);
    expect(await page.evaluate("document.querySelector('h1').textContent")).toBe('Tea shop');
    expect(ingest.events()).toHaveLength(1);
    await page.playwright.screenshot({ path: join(pictures, 'fallback.png') });
  });

  it('its button opens the dialog of the server about that event, which closes without a trace', async () => {
    const [event] = ingest.events();
    await page.click('#tell');
    await page.waitFor("!!document.querySelector('#dialog')");
    const { origin, pathname, searchParams } = new URL(asked[0] ?? '');
    expect([origin + pathname, asked.length]).toEqual([`${ingest.url}/api/embed/error-page/`, 1]);
    expect(Object.fromEntries(searchParams)).toEqual({ dsn: ingest.dsn, eventId: event?.event_id, title: 'What happened?' });
    await page.playwright.screenshot({ path: join(pictures, 'dialog.png') });
    console.info(`pictures of fallback and dialog: ${pictures}`);
    await page.click('#dialog button');
    await page.waitFor("!document.querySelector('#dialog') && !document.querySelector('script[src*=error-page]')");
  });

  it('starts again when the user takes the gift back', async () => {
    await page.click('#gift');
    await page.waitFor("!document.querySelector('.sorry')");
  });
});
