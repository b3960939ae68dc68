import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { SiteRequest } from './startSite';
import { usePages } from './usePages';

const pages = usePages();
const { open, arrived } = pages;
const start = (entry: string, options: string) => `import * as V from '@vigil/browser${entry}';
Object.assign(globalThis, { V, said: [] });
globalThis.client = V.init({ dsn: DSN, budget: false, logger: { warn: text => said.push(text) }, ${options} });`;
const MISSING = `dsn: [DSN, DSN], spotlight: true, backend: 'bugsink', transportOptions: { compress: true, headers: () => ({}) }`;

describe('options that an entry is without', () => {
  const names = ['dsn', 'spotlight', 'backend', 'transportOptions.compress', 'transportOptions.headers'];

  it('are warned of by `.`, once each, and the rest holds', async () => {
    const { page, run } = await open(start('', `${MISSING}, scrub: { paths: ['a'], hash: [] }`));
    const said = ['V013 scrub.paths', 'V013 scrub.hash', ...names.map(name => `V080 ${name}`)].map(text => `[vigil] ${text}`);
    expect((await page.evaluate<string[]>('said')).sort()).toEqual(said.sort());
    expect(await run('return client.isEnabled()')).toBe(true);
  });

  it('of `./lite` too, and what it watches not', async () => {
    const { page } = await open(start('/lite', "owns: { frames: ['x'] }, groupingDiscriminator: 'x'"));
    expect(await page.evaluate('said')).toEqual(['[vigil] V080 owns', '[vigil] V080 groupingDiscriminator']);
  });

  it('of explain `.` says so when the client is asked, and not once the function was called', async () => {
    const { page, run } = await open(start('', ''));
    expect(await run('return client.explain(new Error("x")).then(({ outcome }) => outcome)')).toBe('internal_error');
    expect(await page.evaluate('said')).toEqual(['[vigil] V080 explain']);
    await run('await V.explain(new Error("x"))');
    expect(await run('return client.explain(new Error("x")).then(({ outcome }) => outcome)')).toBe('would_send');
  });

  it('are none in `./full`', async () => {
    const { page } = await open(
      start('/full', `dsn: [DSN, DSN], backend: 'bugsink', transportOptions: { compress: true }, scrub: { paths: ['a'] }`),
    );
    expect(await page.evaluate('said')).toEqual([]);
    expect(await page.evaluate('client.explain(new Error("x")).then(({ outcome }) => outcome)')).toBe('would_send');
  });
});

it('code in the page itself has the name of the page without the values of its query, in `./lite` too', async () => {
  const { page, site, run } = await open(start('/lite', ''));
  site.files['/'] =
    `<script>const DSN = '${pages.dsn()}'; </script><script src=/page.js></script><script>pay = () => new Error('no')</script>`;
  await page.goto(`${site.url}/?magic=s3cret`);
  await run('V.captureException(pay()); await client.flush(5000)');
  const [event] = pages.ingest.events();
  expect(event?.exception?.values?.[0]?.stacktrace?.frames?.at(-1)?.filename).toBe(`${site.url}/?magic=[Filtered]`);
});

it('a diagnosis asks for nothing that a page cannot have', async () => {
  const { run } = await open(start('', "release: 'shop@1'"));
  const { checks } = await run<{ checks: Array<Record<string, string>> }>('return JSON.parse(JSON.stringify(await V.diagnose()))');
  const skipped = checks.filter(({ status }) => status === 'skipped').map(({ id }) => id);
  expect(skipped).toEqual(expect.arrayContaining(['init-order', 'adapter', 'context', 'spool']));
  expect(JSON.stringify(checks)).not.toContain('AsyncLocalStorage');
});

it('under the development condition `.` explains its warnings and what it would send', async () => {
  const { page } = await open(start('', "enviroment: 'x'"), { bundle: { conditions: ['development'] } });
  expect(await page.evaluate('said')).toEqual(['[vigil] V012 enviroment is not an option; did you mean environment?']);
  expect(await page.evaluate('client.explain(new Error("x")).then(({ outcome }) => outcome)')).toBe('would_send');
});

describe('./full', () => {
  it('has every name of `.`, and `./lite` none of its own', async () => {
    const [whole, full, lite] = await Promise.all([import('@vigil/browser'), import('@vigil/browser/full'), import('@vigil/browser/lite')]);
    const missing = (inside: object, of: object) => Object.keys(of).filter(name => !(name in inside));
    expect([missing(full, whole), missing(whole, lite)]).toEqual([[], []]);
  });

  it('compresses what is too large to outlive the page, to its own origin, and reads headers from a function', async () => {
    const taken: SiteRequest[] = [];
    const tunnel = (request: SiteRequest) => {
      taken.push(request);
      return '{}';
    };
    const options = "tunnel: '/tunnel', transportOptions: { compress: true, headers: async () => ({ 'x-token': '1' }) }";
    const { run } = await open(start('/full', options), { files: { '/tunnel': tunnel } });
    await run("V.captureMessage('small'); await client.flush()");
    await run(
      "client.captureMessage('large', 'info', { attachments: [{ filename: 'a', data: 'words '.repeat(12000) }] }); await client.flush()",
    );
    expect(taken.map(({ headers }) => [headers['content-encoding'], headers['x-token']])).toEqual([
      [undefined, '1'],
      ['gzip', '1'],
    ]);
    expect(String(gunzipSync(taken[1]!.body))).toContain('"large"');
  });

  it('sends plain to another origin', async () => {
    const { run } = await open(start('/full', 'transportOptions: { compress: true }'));
    await run(
      "client.captureMessage('large', 'info', { attachments: [{ filename: 'a', data: 'words '.repeat(12000) }] }); await client.flush()",
    );
    expect(pages.ingest.requests.map(({ method, headers }) => [method, headers['content-encoding']])).toEqual([['POST', undefined]]);
  });

  it('what leaves with the page leaves to the DSN that answers', async () => {
    const dsns = `dsn: ['${pages.dsn(1)}', '${pages.dsn(2)}'], retry: { baseMs: 1, maxAttempts: 60 }`;
    const { run, page } = await open(start('/full', dsns));
    pages.ingest.respond((_n, { url }) => (url.startsWith('/api/1/') ? 503 : 200));
    await run("for (let n = 0; n < 8; n++) await client.outcome(V.captureMessage('m' + n))");
    pages.ingest.reset();
    pages.ingest.respond(200);
    await run("V.captureMessage('last')");
    await page.close();
    await expect.poll(arrived).toEqual(['last']);
    expect(pages.ingest.requests[0]?.url).toContain('/api/2/');
  });
});
