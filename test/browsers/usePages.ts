import { type Ingest, startIngest } from '@vigil/testkit';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type BundleOptions, bundleForPage } from './bundleForPage';
import { type Chromium, type ChromiumPage, startChromium } from './startChromium';
import { type Site, type SiteFile, startSite } from './startSite';

export interface Opened {
  page: ChromiumPage;
  /** Statements; what they return, awaited. */
  run<T>(statements: string): Promise<T>;
  site: Site;
}
export interface Pages {
  readonly ingest: Ingest;
  readonly chromium: Chromium;
  /** Of the ingest server; `project` keeps two clients apart. */
  dsn(project?: number): string;
  /** A new tab on a site of its own whose page runs this program, with `DSN` in it; `first` runs before it. */
  open(program: string, options?: { first?: string; files?: Record<string, SiteFile>; bundle?: BundleOptions }): Promise<Opened>;
  /** Values of the errors and messages that have arrived. */
  arrived(): Array<string | undefined>;
}

/** A browser and an ingest server for a file of tests; pages and what arrived are gone after each. */
export function usePages(): Pages {
  let chromium: Chromium;
  let ingest: Ingest;
  const opened: Array<{ close(): Promise<void> }> = [];
  beforeAll(async () => {
    [chromium, ingest] = await Promise.all([startChromium(), startIngest()]);
  });
  afterEach(async () => {
    for (const each of opened.splice(0).reverse()) await each.close().catch(() => undefined);
    ingest.reset();
  });
  afterAll(async () => {
    await chromium.close();
    await ingest.close();
  });
  const dsn = (project = 1) => ingest.url.replace('://', '://public@') + `/${project}`;
  return {
    get ingest() {
      return ingest;
    },
    get chromium() {
      return chromium;
    },
    dsn,
    async open(program, { first = '', files = {}, bundle } = {}) {
      const code = await bundleForPage(program, bundle);
      const site = await startSite({
        '/': `<!doctype html><script>const DSN = ${JSON.stringify(dsn())}; ${first}</script><script src=/page.js></script>`,
        '/next': '<title>next</title>',
        '/page.js': code,
        ...files,
      });
      opened.push(site);
      const page = await chromium.open();
      opened.push(page);
      await page.goto(`${site.url}/`);
      return { page, site, run: statements => page.evaluate(`(async () => { ${statements} })()`) };
    },
    arrived: () => ingest.events().map(event => event.exception?.values?.[0]?.value ?? (event.message as string | undefined)),
  };
}
