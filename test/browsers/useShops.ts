import type { Breadcrumb, Event } from '../../packages/core/src/index';
import { bundleForPage } from './bundleForPage';
import type { SiteFile } from './startSite';
import { type Pages, usePages, type Visited } from './usePages';

export interface Shop extends Visited {
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

/** `usePages`, and pages that start Vigil by a script of their own. */
export function useShops(): Pages & { shop(options?: ShopOptions): Promise<Shop> } {
  const pages = usePages();
  return Object.assign(pages, {
    async shop({ html = '', head = '', options = '', before = '', files = {}, path = '/' }: ShopOptions = {}) {
      const site = {
        [path.replace(/[?#].*/s, '')]: `<!doctype html><head>${head}<script>${before}</script><script src=/vigil.js></script>
<script>client = V.init({ dsn: '${pages.ingest.dsn}', ${options} })</script></head><body>${html}</body>`,
        '/vigil.js': await bundleForPage(PROGRAM),
        ...files,
      };
      const visited = await pages.visit(site, path);
      let count = 0;
      const report = async () => {
        const message = `report ${++count} of ${visited.site.url}`;
        await visited.page.evaluate(`void V.captureMessage(${JSON.stringify(message)})`);
        return pages.ingest.waitForEvent(message);
      };
      return { ...visited, report, crumbs: async () => (await report()).breadcrumbs ?? [] };
    },
  });
}
