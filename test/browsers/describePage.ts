import { afterAll, describe, expect, it } from 'vitest';
import type { Engine, Page } from './page';
import { type Site, type SiteFile, startSite } from './startSite';

/** What a page does in every engine, as tests; `engine` is asked when they run. */
export function describePage(engine: () => Engine): void {
  const opened: Array<{ close(): Promise<void> }> = [];
  afterAll(async () => {
    for (const { close } of opened.splice(0).reverse()) await close();
  });
  const site = async (files: Record<string, SiteFile>): Promise<Site> => {
    const started = await startSite(files);
    opened.push(started);
    return started;
  };
  const open = async (): Promise<Page> => {
    const page = await engine().open();
    opened.push(page);
    return page;
  };

  describe('a page', () => {
    it('evaluates functions with arguments, expressions and promises, and rejects with what the page threw', async () => {
      const page = await open();
      await page.goto((await site({ '/': '<title>shop</title>' })).url);
      expect(await page.evaluate((a: number, b: number) => a + b, 1, 2)).toBe(3);
      expect(await page.evaluate('document.title')).toBe('shop');
      expect(await page.evaluate('Promise.resolve({ a: [1, null] })')).toEqual({ a: [1, null] });
      expect(await page.evaluate('undefined')).toBeUndefined();
      await expect(page.evaluate('Promise.reject(new TypeError("no funds"))')).rejects.toThrow('TypeError: no funds');
    });

    it('evaluates under a policy that forbids eval to the page', async () => {
      const policy = { 'content-security-policy': "default-src 'self'; script-src 'self'" };
      const { url } = await site({
        '/': { body: '<script src=/page.js></script>', headers: policy },
        '/page.js': 'try { eval("1") } catch ({ name }) { globalThis.refused = name }',
      });
      const page = await open();
      await page.goto(url);
      expect(await page.evaluate('refused')).toBe('EvalError');
    });

    it('clicks and types as a user does', async () => {
      const { url } = await site({
        '/': '<button>pay</button><input><script>seen = []; onclick = onkeydown = ({ type, isTrusted }) => seen.push([type, isTrusted])</script>',
      });
      const page = await open();
      await page.goto(url);
      await page.click('button');
      await page.type('input', 'a');
      expect(await page.evaluate('seen')).toContainEqual(['click', true]);
      expect(await page.evaluate('seen')).toContainEqual(['keydown', true]);
      expect(await page.evaluate('document.querySelector("input").value')).toBe('a');
    });

    it('is hidden and shown again as a tab is', async () => {
      const { url } = await site({
        '/': '<script>seen = []; document.onvisibilitychange = () => seen.push(document.visibilityState)</script>',
      });
      const page = await open();
      await page.goto(url);
      await page.setVisibility('hidden');
      expect(await page.evaluate('document.hidden')).toBe(true);
      await page.setVisibility('visible');
      expect(await page.evaluate('seen')).toEqual(['hidden', 'visible']);
    });

    it('fires pagehide when it is closed', async () => {
      const { url, files } = await site({ '/': '<script>onpagehide = () => navigator.sendBeacon("/gone")</script>' });
      const gone = new Promise<string>(resolve => {
        files['/gone'] = ({ method }) => {
          resolve(method);
          return '';
        };
      });
      const page = await engine().open();
      await page.goto(url);
      await page.close();
      expect(await gone).toBe('POST');
    });

    it('goes, goes back, forward, and loads again', async () => {
      const { url, requests } = await site({ '/': '<title>one</title>', '/two': '<title>two</title>' });
      const page = await open();
      const titles: unknown[] = [];
      const look = async () => titles.push(await page.evaluate('document.title'));
      await page.goto(`${url}/`);
      await page.goto(`${url}/two`);
      await look();
      await page.back();
      await look();
      await page.forward();
      await look();
      expect(titles).toEqual(['two', 'one', 'two']);
      expect(await page.url()).toBe(`${url}/two`);
      const asked = () => requests.filter(request => request.url === '/two').length;
      const before = asked();
      await page.reload();
      expect(asked()).toBe(before + 1);
      await page.goto(`${url}/`);
      expect(await page.evaluate('document.title')).toBe('one');
    });

    it('has several tabs at once', async () => {
      const { url } = await site({ '/': '' });
      const pages = [await open(), await open()];
      await Promise.all(pages.map(page => page.goto(url)));
      await Promise.all(pages.map((page, at) => page.evaluate(`globalThis.tab = ${at}`)));
      expect(await Promise.all(pages.map(page => page.evaluate('tab')))).toEqual([0, 1]);
    });
  });
}
