import { minify } from 'terser';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { describe, expect, it } from 'vitest';
import { bundleForPage } from './bundleForPage';
import { usePages } from './usePages';

const pages = usePages();
const IMPORT = "import * as V from '@vigil/browser'; import { pageSources } from './test/browsers/fixtures/pageSources';";
const OPTIONS = 'budget: false, defaultIntegrations: false, integrations: [pageSources()]';
/** What an application does, each in a file with a copy of the SDK of its own. */
const app = (name: string) => `Object.assign(globalThis, { ${name}: {
  timer: text => setTimeout(() => { console.log('${name} before ' + text); throw new Error(text); }),
  listener: text => { const target = new EventTarget(); target.addEventListener('x', () => { throw new Error(text) }); target.dispatchEvent(new Event('x')); },
  promise: text => void Promise.resolve().then(() => { throw new Error(text) }),
  fetched: text => void fetch('/next').then(() => { throw new Error(text) }),
  asks: async url => void (await fetch(url)),
  call: fn => fn(),
} });`;

async function openTwo(host: string, part: string, minify = async (code: string) => code) {
  const programs = [`${IMPORT} ${app('a')} ${host}`, `${IMPORT} ${app('b')} ${part}`];
  const [a = '', b = ''] = await Promise.all(programs.map(async program => minify(await bundleForPage(program))));
  const dsns = `const DSN = '${pages.dsn(1)}', DSN_B = '${pages.dsn(2)}', DSN_C = '${pages.dsn(3)}';`;
  const html = `<!doctype html><script>${dsns}</script><script src=/a.js></script><script src=/b.js></script>`;
  return pages.open('', {
    files: { '/': html, '/a.js': a, '/b.js': b, '/lib.js': 'globalThis.lib = { throws: text => { throw new Error(text) } }' },
  });
}
const HOST = `globalThis.A = V.init({ dsn: DSN, initialScope: { tags: { app: 'a' } }, ${OPTIONS} });`;
const PART = `globalThis.B = V.createClient({ dsn: DSN_B, owns: { frames: [/\\/b\\.js/] }, initialScope: { tags: { app: 'b' } }, budget: false });`;
/** What arrived: whose event, what it says, and its breadcrumbs. */
const arrivals = () =>
  pages.ingest.events().map(event => ({
    app: event.tags?.['app'],
    value: event.exception?.values?.[0]?.value,
    crumbs: (event.breadcrumbs as unknown as Array<{ message?: string }> | undefined)?.map(({ message }) => message) ?? [],
  }));
const requestsTo = (project: number) => pages.ingest.requests.filter(({ url }) => url.startsWith(`/api/${project}/`)).length;

/** As shops that still ask for ES5 build their pages: what can be inlined is. */
async function inEs5(code: string): Promise<string> {
  const compilerOptions = { target: ScriptTarget.ES5, module: ModuleKind.None, lib: ['es2022', 'dom'], downlevelIteration: true };
  const { outputText } = transpileModule(code, { compilerOptions });
  const compress = { passes: 2, unsafe: true, pure_getters: true, toplevel: true };
  // TypeScript's helpers would be variables of the page
  return (await minify(`(function () {${outputText}})();`, { ecma: 5, compress, mangle: { toplevel: true } })).code ?? '';
}

describe('two applications with clients of their own on one page', () => {
  it.each(['timer', 'listener', 'promise', 'fetched'])("an error in a %s is its own application's, and nobody else's", async how => {
    const { run } = await openTwo(HOST, PART);
    await run(`console.log('page'); b.${how}('of b')`);
    await expect.poll(arrivals).toHaveLength(1);
    await run(`a.${how}('of a')`);
    await expect.poll(arrivals).toHaveLength(2);
    expect(arrivals().map(({ app, value }) => [app, value])).toEqual([
      ['b', 'of b'],
      ['a', 'of a'],
    ]);
    expect([requestsTo(1), requestsTo(2)]).toEqual([1, 1]);
  });

  it.each(['listener', 'fetched'])("an error in a %s is its own application's where minifiers take names away", async how => {
    const { run } = await openTwo(HOST, PART, inEs5);
    await run(`b.${how}('of b')`);
    await expect.poll(arrivals).toMatchObject([{ app: 'b', value: 'of b' }]);
  });

  it('its failed request too, where the other makes events of answers', async () => {
    const { run } = await openTwo(
      HOST.replace(OPTIONS, 'integrations: [V.httpClientIntegration()], owns: { frames: [/\\/a\\.js/] }'),
      PART,
    );
    await run("void b.asks('http://127.0.0.1:1/')");
    await expect.poll(arrivals).toMatchObject([{ app: 'b', value: expect.stringMatching(/^Failed to fetch/) }]);
  });

  it('with its own breadcrumbs alone, whichever copy patched the console', async () => {
    const { run } = await openTwo(HOST, PART);
    await run("a.timer('of a'); b.timer('of b')");
    await expect.poll(arrivals).toHaveLength(2);
    const byApp = Object.fromEntries(arrivals().map(({ app, crumbs }) => [app, crumbs]));
    expect(byApp).toEqual({ a: ['a before of a'], b: ['b before of b'] });
  });

  it('the innermost owned file decides: code of one that calls the other', async () => {
    const { run } = await openTwo(HOST, PART);
    await run("setTimeout(() => a.call(() => b.call(() => b.listener('b inside'))))");
    await expect.poll(arrivals).toMatchObject([{ app: 'b', value: 'b inside' }]);
  });

  it('client.run and client.bind come before files', async () => {
    const { run } = await openTwo(HOST, PART);
    await run("const fail = B.bind(() => a.listener('bound to b')); setTimeout(fail)");
    await expect.poll(arrivals).toMatchObject([{ app: 'b', value: 'bound to b' }]);
  });

  it('what no client owns goes to the fallback; without one it is counted on each', async () => {
    const { run } = await openTwo(HOST, PART);
    await run('setTimeout(\'throw new Error("nobody")\')');
    await expect.poll(arrivals).toMatchObject([{ app: 'a', value: 'nobody' }]);
    const { page: other, run: runOther } = await openTwo(HOST.replace('V.init({', 'V.init({ fallback: false,'), PART);
    await runOther('setTimeout(\'throw new Error("nobody")\'); await new Promise(resolve => setTimeout(resolve, 50))');
    expect(await other.evaluate('[A.stats().outcomes.error, B.stats().outcomes.error]')).toEqual([{ filtered: 1 }, { filtered: 1 }]);
    expect(arrivals()).toHaveLength(1);
  });

  it('three clients: one that is closed gets no more, the others go on, and the last gives the page back', async () => {
    const before = 'globalThis.nativeLog = console.log;';
    const part = `${PART} globalThis.C = V.createClient({ dsn: DSN_C, initialScope: { tags: { app: 'c' } }, ${OPTIONS} });`;
    const { run, page } = await openTwo(before + HOST, part);
    await run("b.timer('b one')");
    await expect.poll(arrivals).toHaveLength(1);
    await run("await B.close(); b.timer('b two'); setTimeout(C.bind(() => b.listener('c one')))");
    await expect.poll(arrivals).toHaveLength(3);
    expect(
      arrivals()
        .map(({ app, value }) => `${String(app)}: ${value}`)
        .sort(),
    ).toEqual(['a: b two', 'b: b one', 'c: c one']);
    await run('await A.close()');
    expect(await page.evaluate('console.log === nativeLog')).toBe(false);
    await run("setTimeout(C.bind(() => b.listener('c two')))");
    await expect.poll(arrivals).toHaveLength(4);
    await run('await C.close()');
    expect(await page.evaluate('console.log === nativeLog')).toBe(true);
  });
});
