import { gzipSync } from 'node:zlib';
import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleForPage } from './bundleForPage';
import { describePage } from './describePage';
import { type Chromium, type ChromiumPage, startChromium } from './startChromium';
import { type Site, type SiteFile, startSite } from './startSite';

let chromium: Chromium;
const opened: Array<{ close(): Promise<void> }> = [];
beforeAll(async () => {
  chromium = await startChromium();
});
afterAll(async () => {
  for (const { close } of opened.splice(0).reverse()) await close();
  await chromium.close();
});
const site = async (files: Record<string, SiteFile>): Promise<Site> => {
  const started = await startSite(files);
  opened.push(started);
  return started;
};
const open = async (): Promise<ChromiumPage> => {
  const page = await chromium.open();
  opened.push(page);
  return page;
};

describePage(() => chromium);

describe('a page in Chromium', () => {
  it('comes back from the back/forward cache where the browser has one, or loads again', async () => {
    const { url } = await site({ '/': '<script>onpageshow = ({ persisted }) => { shown = persisted }</script>', '/next': 'next' });
    const page = await open();
    await page.goto(`${url}/`);
    expect(await page.evaluate('shown')).toBe(false);
    await page.goto(`${url}/next`);
    await page.back();
    await page.waitFor(`shown === ${chromium.hasBackForwardCache}`);
    expect(await page.url()).toBe(`${url}/`);
  });

  it('shares neither storage nor cookies with another', async () => {
    const { url } = await site({ '/': '' });
    const [one, two] = [await open(), await open()];
    for (const page of [one, two]) await page.goto(url);
    await one.evaluate('localStorage.setItem("a", "1")');
    expect(await two.evaluate('localStorage.getItem("a")')).toBeNull();
  });
});

describe('a site', () => {
  it('serves files by path and keeps what it was sent', async () => {
    const { url, requests } = await site({
      '/a.js': 'a',
      '/echo': ({ body }) => ({ type: 'text/plain', body }),
    });
    const script = await fetch(`${url}/a.js?v=1`);
    expect([script.headers.get('content-type'), await script.text()]).toEqual(['text/javascript;charset=utf-8', 'a']);
    expect(await (await fetch(`${url}/echo`, { method: 'POST', body: 'hi' })).text()).toBe('hi');
    expect((await fetch(`${url}/none`)).status).toBe(404);
    expect(requests.map(({ method, url, body }) => `${method} ${url} ${body}`)).toEqual(['GET /a.js?v=1 ', 'POST /echo hi', 'GET /none ']);
  });

  it('is another origin than another site', async () => {
    const api = await site({ '/open': { body: '1', headers: { 'access-control-allow-origin': '*' } }, '/shut': '2' });
    const page = await open();
    await page.goto((await site({ '/': '' })).url);
    const read = (path: string) => page.evaluate(`fetch(${JSON.stringify(api.url + path)}).then(answer => answer.text())`);
    expect(await read('/open')).toBe('1');
    await expect(read('/shut')).rejects.toThrow('TypeError');
  });
});

describe('a bundle for a page', () => {
  const program = "import { createClient } from '@vigil/core'; Object.assign(globalThis, { createClient });";
  it.each(['iife', 'esm'] as const)('%s: holds the built packages that the program imports', async format => {
    const code = await bundleForPage(program, { format, minify: true });
    const { url } = await site({
      '/': `<script type=${format === 'esm' ? 'module' : 'text/javascript'} src=/page.js></script>`,
      '/page.js': code,
    });
    const page = await open();
    await page.goto(url);
    expect(await page.evaluate('typeof createClient')).toBe('function');
    expect(code).not.toContain('\n'.repeat(2));
  });

  it('says what is wrong with a program', async () => {
    await expect(bundleForPage("import 'no-such-package'")).rejects.toThrow('no-such-package');
  });
});

describe('the ingest server of the testkit', () => {
  it('takes envelopes of a page of another origin without a preflight, and lets it read the answer', async () => {
    const ingest = await startIngest({ plan: { status: 429, headers: { 'x-sentry-rate-limits': '1:error:key', 'retry-after': '1' } } });
    opened.push(ingest);
    const page = await open();
    await page.goto((await site({ '/': '' })).url);
    const send = (headers: Record<string, string>, base64: string) =>
      page.evaluate(
        async (url, headers, base64) => {
          const body = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
          const answer = await fetch(url, { method: 'POST', headers, body });
          return [answer.status, answer.headers.get('x-sentry-rate-limits'), answer.headers.get('retry-after')];
        },
        `${ingest.url}/api/1/envelope/?sentry_key=k&sentry_version=7`,
        headers,
        base64,
      );
    const body = Buffer.from('{}\n{"type":"event"}\n{"message":"hi"}\n');
    expect(await send({ 'content-type': 'text/plain;charset=UTF-8' }, body.toString('base64'))).toEqual([429, '1:error:key', '1']);
    expect(ingest.requests.map(({ method }) => method)).toEqual(['POST']);
    await send({ 'content-encoding': 'gzip' }, gzipSync(body).toString('base64'));
    expect(ingest.requests.map(({ method }) => method)).toEqual(['POST', 'OPTIONS', 'POST']);
    expect(ingest.events().map(({ message }) => message)).toEqual(['hi', 'hi']);
  });
});
