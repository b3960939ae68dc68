import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine, Page } from '../browsers/page';
import { type Site, startSite } from '../browsers/startSite';
import { engines } from './engines';

const PAGE = `<script>
seen = [];
addEventListener('error', event => {
  const { message, filename, lineno, error } = event;
  seen.push({ message, file: filename && new URL(filename).pathname, lineno, error: error instanceof Error ? error.message : error });
});
addEventListener('unhandledrejection', ({ reason }) => seen.push({ reason: reason instanceof Error ? reason.message : reason }));
</script>`;
const THROWS = `\nthrow new RangeError('no funds');`;

for (const { name, start } of engines) {
  describe.skipIf(!start)(`errors that nobody caught in ${name}`, () => {
    let engine: Engine | undefined;
    let page: Page;
    let own: Site;
    let other: Site;
    // Gecko and WebKit give the error's own text, V8 says that it was not caught.
    const told = (text: string): string => (name === 'chromium' ? `Uncaught ${text}` : text);
    const seenOn = async (html: string): Promise<unknown> => {
      own.files['/'] = PAGE + html;
      await page.goto(`${own.url}/`);
      await page.waitFor('seen.length > 0');
      return page.evaluate('seen');
    };
    beforeAll(async () => {
      engine = await start?.();
      [own, other] = [await startSite({ '/own.js': THROWS }), await startSite({ '/shut.js': THROWS, '/broken.js': '\nsecret token' })];
      other.files['/open.js'] = { body: THROWS, headers: { 'access-control-allow-origin': '*' } };
      if (engine) page = await engine.open();
    });
    afterAll(async () => {
      await engine?.close();
      await Promise.all([own?.close(), other?.close()]);
    });

    it('come with message, file, line and the error', async () => {
      const expected = { message: told('RangeError: no funds'), file: '/own.js', lineno: 2, error: 'no funds' };
      expect(await seenOn('<script src=/own.js></script>')).toEqual([expected]);
    });

    const muted = { message: 'Script error.', file: '', lineno: 0, error: null };

    // Gecko names the file all the same.
    it('come as `Script error.` from a script of another origin that cannot be parsed', async () => {
      const { message, lineno } = muted;
      const file = name === 'firefox' ? '/broken.js' : '';
      expect(await seenOn(`<script src=${other.url}/broken.js></script>`)).toMatchObject([{ message, lineno, file }]);
    });

    // https://github.com/whatwg/html/issues/2440: what is thrown at run time can be caught by the page anyway.
    it(`come ${name === 'firefox' ? 'whole' : 'as nothing else, too,'} from a script of another origin that throws`, async () => {
      const whole = { message: 'RangeError: no funds', file: '/shut.js', lineno: 2, error: 'no funds' };
      expect(await seenOn(`<script src=${other.url}/shut.js></script>`)).toEqual([name === 'firefox' ? whole : muted]);
    });

    it('come whole from a script of another origin that is loaded with CORS', async () => {
      const expected = { message: told('RangeError: no funds'), file: '/open.js', lineno: 2, error: 'no funds' };
      expect(await seenOn(`<script crossorigin src=${other.url}/open.js></script>`)).toEqual([expected]);
    });

    it('come as the value that was thrown when it is no error', async () => {
      const [seen] = (await seenOn('<script>throw { code: 7 }</script>')) as Array<{ error: unknown }>;
      expect(seen?.error).toEqual({ code: 7 });
      expect(await seenOn('<script>throw null</script>')).toMatchObject([{ error: null }]);
    });

    it('come as the reason of a rejection, whatever it is', async () => {
      expect(await seenOn('<script>Promise.reject(new Error("no funds"))</script>')).toEqual([{ reason: 'no funds' }]);
      expect(await seenOn('<script>Promise.reject(7)</script>')).toEqual([{ reason: 7 }]);
    });
  });
}
