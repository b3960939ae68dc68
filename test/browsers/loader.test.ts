import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/ready.mjs';
import { leftInOrder } from '../scenarios/leftInOrder';
import type { SiteFile } from './startSite';
import { usePages } from './usePages';

const pages = usePages();
const { arrived } = pages;
/** What arrived with this text. */
const eventOf = (text: string) => pages.ingest.events()[arrived().indexOf(text)];
const dist = (name: string) => readFileSync(join(root, 'packages/browser/dist', name), 'utf8');
const loader = dist('loader.min.js');
const bundle = dist('vigil.min.js');
/** Of the global that a script makes. */
const namesOf = (name: string): string[] => runInNewContext(`${dist(`${name}.min.js`)}; Object.keys(Vigil)`);

/** A page as it is written by hand: settings, the loader, and scripts of the application. */
function page(settings: string, body: string, nonce = ''): string {
  const script = (code: string) => `<script${nonce && ` nonce=${nonce}`}>${code}</script>`;
  const options = `{ dsn: '${pages.dsn()}', budget: false }`;
  return `<!doctype html>${script(`vigilLoader = { src: '/vigil.min.js', options: ${options}, ${settings} }`)}${script(loader)}${script(body)}`;
}
const open = (html: SiteFile, files: Record<string, SiteFile> = {}) =>
  pages.open('', { files: { '/': html, '/vigil.min.js': bundle, ...files } });

describe('the loader', () => {
  it('is under 1 KB', () => expect(gzipSync(loader).length).toBeLessThan(1024));

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

  it('under Trusted Types takes an address of the page’s own policy, and throws at nobody without one', async () => {
    const headers = { 'content-security-policy': "require-trusted-types-for 'script'" };
    const policy = "trustedTypes.createPolicy('page', { createScriptURL: url => url })";
    await open({ body: page(`src: ${policy}.createScriptURL('/vigil.min.js')`, "Vigil.captureMessage('trusted')"), headers });
    await expect.poll(arrived).toEqual(['trusted']);
    const { run } = await open({ body: page('lazy: true', ''), headers });
    expect(await run("Vigil.captureMessage('kept for nobody'); return 'went on'")).toBe('went on');
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
        return ['one', 'two'].every(message => arrived().includes(message));
      })
      .toBe(true);
    expect(leftInOrder(pages.ingest, ['one', 'two'])).toBe(true);
  });

  it('runs the code of the page at once, and gives back what it returns', async () => {
    const body = `answer = Vigil.startSpan({ name: 'x' }, span => {
      Vigil.captureMessage('inside');
      span.setAttribute('a', 1).setStatus({ code: 1 });
      return 42;
    }); Vigil.captureMessage('after')`;
    const { page: tab } = await open(page('', body), { '/vigil.min.js': { status: 503 } });
    expect(await tab.evaluate('answer')).toBe(42);
  });

  it.each(['vigil', 'vigil.lite'])('%s: repeats in a real scope what was called in one', async name => {
    const body = `Vigil.withScope(scope => {
      scope.setTag('part', 'cart').setLevel('warning');
      Vigil.startSpan({ name: 'x' }, span => { span.setAttribute('a', 1); Vigil.captureMessage('inside') });
    });
    Vigil.captureMessage('outside')`;
    await open(page('', body), { '/vigil.min.js': dist(`${name}.min.js`) });
    await expect.poll(() => arrived().sort()).toEqual(['inside', 'outside']);
    const [inside, outside] = ['inside', 'outside'].map(eventOf);
    expect([inside?.tags?.['part'], inside?.level, outside?.tags?.['part']]).toEqual(['cart', 'warning', undefined]);
  });

  it('what the code of the page throws goes on to it, and ends nothing', async () => {
    const body = `try { Vigil.withScope(() => { throw 'caught' }) } catch (thrown) { caught = thrown }
    setTimeout(() => Vigil.startSpan({ name: 'x' }, () => { throw new Error('from callback') }));
    setTimeout(() => Vigil.captureMessage('later'));
    setTimeout(() => { throw new Error('last') })`;
    const { page: tab } = await open(page('', body));
    await expect.poll(() => arrived().sort()).toEqual(['from callback', 'last', 'later']);
    expect(await tab.evaluate('caught')).toBe('caught');
  });

  it('a name that the bundle is without is said on the console, and ends nothing', async () => {
    const spy = 'said = []; console.warn = (...words) => said.push(words.join(" "))';
    const body = "Vigil.nameOfNoBundle(1); Vigil.captureFeedback({ message: 'fb' }); Vigil.captureException(new Error('kept'))";
    const { page: tab } = await open(page('', `${spy}; ${body}`));
    await expect.poll(arrived).toEqual(['kept']);
    await expect.poll(() => JSON.stringify(pages.ingest.items('feedback'))).toContain('"message":"fb"');
    expect(await tab.evaluate('said')).toEqual(['[vigil] V082 nameOfNoBundle']);
  });

  it('what a kept call throws is an error of the page, once', async () => {
    const body = "Vigil.onLoad(() => { throw new Error('of onLoad') }); Vigil.captureMessage('next')";
    await open(page('', body));
    await expect.poll(() => arrived().sort()).toEqual(['next', 'of onLoad']);
  });

  it('functions and scopes taken before the bundle came are good after it', async () => {
    const body = `({ captureMessage: early } = Vigil);
    Vigil.withScope(async scope => {
      await new Promise(done => { goOn = done });
      scope.setTag('late', 'yes'); Vigil.captureMessage('of the scope', () => scope); early('early');
    })`;
    const { page: tab, run } = await open(page('', body));
    await tab.waitFor('Vigil.isInitialized?.() === true');
    await run('goOn()');
    await expect.poll(arrived).toContain('early');
  });

  it('onLoad stands in the order of the calls, also behind a flood', async () => {
    const body = `Vigil.setTag('page', 'checkout'); Vigil.onLoad(() => Vigil.captureMessage('first'));
    Vigil.setTag('page', 'done'); for (let n = 0; n < 60; n++) Vigil.addBreadcrumb({ message: 'n' });
    Vigil.onLoad(() => Vigil.captureMessage('second'))`;
    await open(page('', body));
    await expect.poll(() => arrived().sort()).toEqual(['first', 'second']);
    expect(['first', 'second'].map(text => eventOf(text)?.tags?.['page'])).toEqual(['checkout', 'done']);
  });

  it('without options: what was kept waits for the init of the page', async () => {
    const html = `<!doctype html><script>vigilLoader = { src: '/vigil.min.js' }</script><script>${loader}</script>
      <script>Vigil.captureMessage('before')</script>
      <script>Vigil.onLoad(() => Vigil.init({ dsn: '${pages.dsn()}' })); Vigil.captureMessage('after')</script>`;
    await open(html);
    await expect.poll(() => arrived().sort()).toEqual(['after', 'before']);
  });

  it('put into a page that has loaded, asks for the bundle at once', async () => {
    const { page: tab, site } = await open('<!doctype html>');
    await tab.waitFor('document.readyState === "complete"');
    await tab.evaluate(`vigilLoader = { src: '/vigil.min.js' }, (0, eval)(${JSON.stringify(loader)})`);
    await expect.poll(() => site.requests.filter(({ url }) => url === '/vigil.min.js').length).toBe(1);
  });

  it('a file that is no bundle changes nothing', async () => {
    const { page: tab } = await open(page('', "Vigil.captureMessage('nobody hears')"), { '/vigil.min.js': 'came = 1' });
    await tab.waitFor('globalThis.came === 1');
    expect(await tab.evaluate('typeof Vigil.captureMessage("still taken")')).toBe('undefined');
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

  it('have what the pages of docs/browser call', () => {
    const docs = join(root, 'docs/browser');
    const texts = readdirSync(docs).map(name => readFileSync(join(docs, name), 'utf8'));
    const called = new Set(texts.flatMap(text => [...text.matchAll(/\bVigil\.(\w+)\(/g)].map(([, name]) => String(name))));
    // stands in a server's headers
    expect([...called].filter(name => !namesOf('vigil.full').includes(name))).toEqual(['getSecurityEndpoint']);
  });

  it('are without names for servers, and the small one without what is large', () => {
    expect(namesOf('vigil')).not.toContain('createTunnel');
    expect(
      namesOf('vigil.full')
        .filter(name => !namesOf('vigil').includes(name))
        .sort(),
    ).toEqual([
      'bindScopeToEmitter',
      'captureConsoleIntegration',
      'diagnose',
      'explain',
      'extraErrorDataIntegration',
      'lazyLoadIntegration',
      'makeMultiplexedTransport',
      'rewriteFramesIntegration',
      'spotlightBrowserIntegration',
      'spotlightIntegration',
      'validationErrorsIntegration',
      'zodErrorsIntegration',
    ]);
  });
});
