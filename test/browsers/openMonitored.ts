import type { Event } from '@vigil/core';
import { type Ingest, startIngest } from '@vigil/testkit';
import { afterAll, beforeAll } from 'vitest';
import { type BundleOptions, bundleForPage } from './bundleForPage';
import type { Engine, Page } from './page';
import { type Chromium, type ChromiumPage, startChromium } from './startChromium';
import { type Site, type SiteFile, startSite } from './startSite';

export interface MonitoredOptions {
  /** Scripts of the page, run in this order; `/vigil.js`, `/init.js` and `/app.js` by themselves. */
  scripts?: string[];
  /** Source text of the options of `init` beside the DSN: `{ integrations: [...] }`. */
  init?: string;
  /** The application's own script. */
  app?: string;
  files?: Record<string, SiteFile>;
  headers?: Record<string, string>;
  /** The page's HTML around the scripts, which stand in place of `<scripts>`. */
  html?: string;
}

export interface Monitored<P extends Page = Page> {
  page: P;
  site: Site;
  ingest: Ingest;
  /** Runs in the page, and resolves to what has arrived when everything captured was delivered. */
  eventsOf(expression?: string): Promise<Event[]>;
  /** The first exception of the only event. */
  exceptionOf(expression: string): Promise<NonNullable<NonNullable<Event['exception']>['values']>[number]>;
  close(): Promise<void>;
}

const SOURCE = "import * as Vigil from '@vigil/browser'; Object.assign(globalThis, { Vigil });";

/** `@vigil/browser` for a classic script: the global `Vigil`. */
export function vigilScript(options: BundleOptions = {}): Promise<string> {
  return bundleForPage(SOURCE, {
    minify: true,
    ...options,
  });
}

/** A page with `@vigil/browser`, the server that gets its envelopes, and a site of its own. */
export async function openMonitored<P extends Page>(engine: Engine<P>, options: MonitoredOptions = {}): Promise<Monitored<P>> {
  const { app = '', init = '{}', scripts = ['/vigil.js', '/init.js', '/app.js'], files = {}, headers, html = '<scripts>' } = options;
  const ingest = await startIngest();
  const site = await startSite({
    '/': { body: html.replace('<scripts>', scripts.map(src => `<script src="${src}"></script>`).join('')), ...(headers && { headers }) },
    '/vigil.js': await vigilScript(),
    '/init.js': `client = Vigil.init({ dsn: ${JSON.stringify(ingest.dsn)}, sendClientReports: false, ...${init} });`,
    '/app.js': app,
    '/favicon.ico': { status: 204 },
    ...files,
  });
  const page = await engine.open();
  await page.goto(`${site.url}/`);
  async function eventsOf(expression = '0'): Promise<Event[]> {
    // errors that nobody catches are told in a task of their own
    await page.evaluate(
      `(async () => { await (${expression}); await new Promise(done => setTimeout(done, 50)); await client.flush(5000); })()`,
    );
    return ingest.events();
  }
  return {
    page,
    site,
    ingest,
    eventsOf,
    async exceptionOf(expression) {
      const events = await eventsOf(expression);
      const [exception] = events[0]?.exception?.values ?? [];
      if (events.length !== 1 || !exception) throw new Error(`one exception was expected: ${JSON.stringify(events)}`);
      return exception;
    },
    async close() {
      await page.close();
      await site.close();
      await ingest.close();
    },
  };
}

/** For a file of tests: a Chromium for all of them, and what opens a page in it; all ends with the last test. */
export function useChromium(): (options?: MonitoredOptions) => Promise<Monitored<ChromiumPage>> {
  const opened: Array<{ close(): Promise<void> }> = [];
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await startChromium();
  });
  afterAll(async () => {
    for (const { close } of opened.splice(0).reverse()) await close();
    await chromium.close();
  });
  return async options => {
    const monitored = await openMonitored(chromium, options);
    opened.push(monitored);
    return monitored;
  };
}
