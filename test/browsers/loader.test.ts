import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/ready.mjs';
import type { SiteFile } from './startSite';
import { usePages } from './usePages';

const pages = usePages();
const { arrived } = pages;
const dist = (name: string) => readFileSync(join(root, 'packages/browser/dist', name), 'utf8');
const loader = dist('loader.min.js');
const bundle = dist('vigil.min.js');

/** A page as it is written by hand: settings, the loader, and scripts of the application. */
function page(settings: string, body: string, nonce = ''): string {
  const script = (code: string) => `<script${nonce && ` nonce=${nonce}`}>${code}</script>`;
  const options = `{ dsn: '${pages.dsn()}', budget: false }`;
  return `<!doctype html>${script(`vigilLoader = { src: '/vigil.min.js', options: ${options}, ${settings} }`)}${script(loader)}${script(body)}`;
}
const open = (html: SiteFile, files: Record<string, SiteFile> = {}) =>
  pages.open('', { files: { '/': html, '/vigil.min.js': bundle, ...files } });

describe('the loader', () => {
  it('is under 1 KB', () => expect(loader.length).toBeLessThan(1024));

  it('keeps errors, rejections and calls until the bundle has come', async () => {
    const body = `Vigil.setTag('early', 'yes'); setTimeout(() => { throw new Error('thrown early') }); Promise.reject(new Error('rejected early')); Vigil.captureMessage('called early');`;
    const { page: tab } = await open(page('', body));
    await expect.poll(() => arrived().sort()).toEqual(['called early', 'rejected early', 'thrown early']);
    expect(pages.ingest.events().map(({ tags }) => tags?.['early'])).toEqual(['yes', 'yes', 'yes']);
    const mechanisms = pages.ingest.events().map(event => event.exception?.values?.[0]?.mechanism);
    expect(mechanisms).toContainEqual(expect.objectContaining({ type: 'auto.browser.global_handlers.onerror', handled: false }));
    expect(await tab.evaluate('typeof Vigil.getClient().captureException')).toBe('function');
  });

  it('asks for the bundle once, with the load of the page', async () => {
    const { page: tab, site } = await open(page('', ''));
    await tab.waitFor('Vigil.isInitialized?.() === true');
    await tab.evaluate('Vigil.forceLoad()');
    expect(site.requests.filter(({ url }) => url === '/vigil.min.js')).toHaveLength(1);
  });

  it('lazy: not before there is something to report, or forceLoad', async () => {
    const {
      page: tab,
      site,
      run,
    } = await open(page('lazy: true', "Vigil.addBreadcrumb({ message: 'before' }); Vigil.onLoad(() => { loaded = 1 })"));
    const asked = () => site.requests.filter(({ url }) => url === '/vigil.min.js').length;
    await tab.waitFor('document.readyState === "complete"');
    expect(asked()).toBe(0);
    await run('Vigil.captureMessage("first")');
    await expect.poll(arrived).toEqual(['first']);
    expect([asked(), await tab.evaluate('loaded')]).toEqual([1, 1]);
    expect(JSON.stringify(pages.ingest.events()[0]?.breadcrumbs)).toContain('before');
  });

  it('forceLoad, and onLoad before and after', async () => {
    const { page: tab, run } = await open(
      page('lazy: true', 'seen = []; Vigil.onLoad(() => seen.push(typeof Vigil.init)); Vigil.forceLoad()'),
    );
    await tab.waitFor('seen.length === 1');
    await run('Vigil.onLoad(() => seen.push("at once"))');
    expect(await tab.evaluate('seen')).toEqual(['function', 'at once']);
  });

  it('works under a policy of nonces, without eval', async () => {
    const policy = "default-src 'none'; script-src 'nonce-abc'; connect-src *";
    const html = page('', "setTimeout(() => { throw new Error('under a policy') })", 'abc');
    await open({ body: html, headers: { 'content-security-policy': policy } });
    await expect.poll(arrived).toEqual(['under a policy']);
  });

  it('a bundle that does not come is asked for again by the next error; the page sees nothing of it', async () => {
    let isThere = false;
    const file = () => (isThere ? bundle : { status: 503 });
    const { site, run } = await open(page('lazy: true', "setTimeout(() => { throw new Error('one') })"), { '/vigil.min.js': file });
    const asked = () => site.requests.filter(({ url }) => url === '/vigil.min.js').length;
    await expect.poll(asked).toBe(1);
    isThere = true;
    // the script's own error event comes after its request
    await expect
      .poll(async () => {
        await run("setTimeout(() => { throw new Error('two') })");
        return arrived().includes('two');
      })
      .toBe(true);
    expect(arrived()[0]).toBe('one');
  });

  it('without settings does nothing', async () => {
    const { page: tab } = await open(`<script>${loader}</script>`);
    expect(await tab.evaluate('typeof Vigil.captureException(new Error("nobody hears"))')).toBe('undefined');
  });
});

describe('the scripts', () => {
  it.each(['vigil', 'vigil.full', 'vigil.lite'])('%s.min.js: a global that reports', async name => {
    const html = `<script src=/vigil.min.js></script><script>Vigil.init({ dsn: '${pages.dsn()}' }); Vigil.captureException(new Error('by script'))</script>`;
    await open(html, { '/vigil.min.js': dist(`${name}.min.js`) });
    await expect.poll(arrived).toEqual(['by script']);
  });
});
