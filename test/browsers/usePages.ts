import { type Ingest, startIngest } from '@vigil/testkit';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type BundleOptions, bundleForPage } from './bundleForPage';
import { type Chromium, type ChromiumPage, startChromium } from './startChromium';
import { type Site, type SiteFile, startSite } from './startSite';

export interface Visited {
  page: ChromiumPage;
  site: Site;
}
export interface Opened extends Visited {
  /** Statements; what they return, awaited. */
  run<T>(statements: string): Promise<T>;
}
export interface Pages {
  readonly ingest: Ingest;
  readonly chromium: Chromium;
  /** Of the ingest server; `project` keeps two clients apart. */
  dsn(project?: number): string;
  site(files: Record<string, SiteFile>): Promise<Site>;
  /** A new tab at this path of a site of its own. Default `/`. */
  visit(files: Record<string, SiteFile>, path?: string): Promise<Visited>;
  /** A new tab on a site of its own whose page runs this program, with `DSN` in it; `first` runs before it. */
  open(program: string, options?: { first?: string; files?: Record<string, SiteFile>; bundle?: BundleOptions }): Promise<Opened>;
  /** Values of the errors and messages that have arrived. */
  arrived(): Array<string | undefined>;
}

/**
 * A browser for a file of tests, and an ingest server for each test, at an address of its own: what the pages of one say at their end
 * reaches no other. Pages and sites end with the test.
 */
export function usePages(): Pages {
  let chromium: Chromium;
  let ingest: Ingest;
  const opened: Array<{ close(): Promise<void> }> = [];
  const ending = <T extends { close(): Promise<void> }>(started: T): T => {
    opened.push(started);
    return started;
  };
  beforeAll(async () => {
    chromium = await startChromium();
  });
  beforeEach(async () => {
    ingest = ending(await startIngest());
  });
  afterEach(async () => {
    for (const each of opened.splice(0).reverse()) await each.close().catch(() => undefined);
  });
  afterAll(() => chromium.close());

  const dsn = (project = 1) => ingest.url.replace('://', '://public@') + `/${project}`;
  const site = async (files: Record<string, SiteFile>) => ending(await startSite(files));
  async function visit(files: Record<string, SiteFile>, path = '/'): Promise<Visited> {
    const visited = await site(files);
    const page = ending(await chromium.open());
    await page.goto(visited.url + path);
    return { page, site: visited };
  }
  return {
    get ingest() {
      return ingest;
    },
    get chromium() {
      return chromium;
    },
    dsn,
    site,
    visit,
    async open(program, { first = '', files = {}, bundle } = {}) {
      const visited = await visit({
        '/': `<!doctype html><script>const DSN = ${JSON.stringify(dsn())}; ${first}</script><script src=/page.js></script>`,
        '/next': '<title>next</title>',
        '/page.js': await bundleForPage(program, bundle),
        ...files,
      });
      return { ...visited, run: statements => visited.page.evaluate(`(async () => { ${statements} })()`) };
    },
    arrived: () => ingest.events().map(event => event.exception?.values?.[0]?.value ?? (event.message as string | undefined)),
  };
}
