import { describe, expect, it } from 'vitest';
import { usePages } from './usePages';

const pages = usePages();
const { open } = pages;
const start = (options = '') =>
  `import * as V from '@vigil/browser'; Object.assign(globalThis, { V }); globalThis.client = V.init({ dsn: DSN, autoSessionTracking: false, ${options} });`;
const capture = 'return client.outcome(V.captureException(new Error("plain"))).then(({ status }) => status)';

describe('a production page', () => {
  it('gives init options that no client can be made of: there is a client, nothing is thrown', async () => {
    const { page } = await open(start("release: 'shop@1', deps: { now: 5 }"));
    expect(await page.evaluate('typeof client.isEnabled()')).toBe('boolean');
  });

  it('gives null for dataCollection: events leave whole', async () => {
    const { run } = await open(start('dataCollection: null'));
    expect(await run(capture)).toBe('sent');
    expect(pages.ingest.events()).toHaveLength(1);
    expect(pages.ingest.events()[0]).toMatchObject({ request: { url: expect.stringContaining('http') } });
  });

  it.each([
    'createClient()',
    'createClient(null)',
    'webWorkerIntegration()',
    'registerWebWorker()()',
    'thirdPartyErrorFilterIntegration()',
    ...'breadcrumbs browserApiErrors browserSession captureConsole console contextLines eventFilters extraErrorData globalHandlers httpClient linkedErrors reportingObserver rewriteFrames zodErrors'
      .split(' ')
      .map(name => `${name}Integration(null)`),
  ])('calls %s: no throw', async call => {
    const { page } = await open(start());
    expect(await page.evaluate(`(() => { const made = V.${call}; if (made?.setup) client.addIntegration(made); return 1 })()`)).toBe(1);
  });

  it('teaches all objects a toJSON, an enumerable function and a text: events leave as they were', async () => {
    const first = `Object.prototype.toJSON = function () { return 'x' }; Object.prototype.each = function () {};`;
    const { run } = await open(start('initialScope: { tags: { own: 1 } }'), { first });
    // what the page answers with is JSON as well
    await run('V.captureException(new Error("plain"))');
    await expect.poll(() => pages.ingest.events().length).toBe(1);
    expect(pages.ingest.events()[0]).toMatchObject({ exception: { values: [{ type: 'Error', value: 'plain' }] }, contexts: { trace: {} } });
    expect(pages.ingest.events()[0]?.tags).toEqual({ own: 1 });
  });

  it('fetches a data: URL: the breadcrumb tells its media type alone', async () => {
    const { run } = await open(start());
    await run(`await fetch('data:text/plain,secretdata'); await fetch('data:text/plain;secret=1;base64,c2VjcmV0')`);
    await run(capture);
    const crumbs = pages.ingest.events()[0]?.breadcrumbs as Array<{ category?: string; data?: { url?: string } }>;
    expect(crumbs.filter(({ category }) => category === 'fetch').map(({ data }) => data?.url)).toEqual([
      'data:text/plain,~',
      'data:text/plain,~',
    ]);
  });
});
