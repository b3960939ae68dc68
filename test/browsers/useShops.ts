import { type Ingest, startIngest } from '@vigil/testkit';
import { afterAll, beforeAll } from 'vitest';
import type { Breadcrumb, Event } from '../../packages/core/src/index';
import { bundleForPage } from './bundleForPage';
import { type Chromium, type ChromiumPage, startChromium } from './startChromium';
import { type Site, type SiteFile, startSite } from './startSite';

export interface Shop {
  page: ChromiumPage;
  site: Site;
  /** A message captured now, as the server has it. */
  report(): Promise<Event>;
  /** What `report` came with. */
  crumbs(): Promise<Breadcrumb[]>;
}

export interface ShopOptions {
  /** Of the body. */
  html?: string;
  head?: string;
  /** Of `init`, as source. */
  options?: string;
  /** Runs before the SDK's script. */
  before?: string;
  files?: Record<string, SiteFile>;
  /** Path of the page. Default `/`. */
  path?: string;
}

const PROGRAM = "import * as V from '@vigil/browser'; globalThis.V = V;";

/** Pages with Vigil on them, in Chromium, and a server that takes what they send; all ended after the tests of a file. */
export function useShops() {
  const opened: Array<{ close(): Promise<unknown> }> = [];
  const used = {
    chromium: undefined as unknown as Chromium,
    ingest: undefined as unknown as Ingest,
    async site(files: Record<string, SiteFile>): Promise<Site> {
      const site = await startSite(files);
      opened.push(site);
      return site;
    },
    async open(): Promise<ChromiumPage> {
      const page = await used.chromium.open();
      opened.push(page);
      return page;
    },
    async shop(given: ShopOptions = {}): Promise<Shop> {
      const { html = '', head = '', options = '', before = '', files = {}, path = '/' } = given;
      const site = await used.site({
        [path.replace(/[?#].*/s, '')]: `<!doctype html><head>${head}<script>${before}</script><script src=/vigil.js></script>
<script>client = V.init({ dsn: '${used.ingest.dsn}', ${options} })</script></head><body>${html}</body>`,
        '/vigil.js': await bundleForPage(PROGRAM),
        ...files,
      });
      const page = await used.open();
      await page.goto(site.url + path);
      let count = 0;
      const report = async () => {
        const message = `report ${++count} of ${site.url}`;
        await page.evaluate(`void V.captureMessage(${JSON.stringify(message)})`);
        return used.ingest.waitForEvent(message);
      };
      return { page, site, report, crumbs: async () => (await report()).breadcrumbs ?? [] };
    },
  };
  beforeAll(async () => {
    [used.chromium, used.ingest] = await Promise.all([startChromium(), startIngest()]);
  });
  afterAll(async () => {
    for (const { close } of opened.splice(0).reverse()) await close();
    await used.chromium.close();
    await used.ingest.close();
  });
  return used;
}
