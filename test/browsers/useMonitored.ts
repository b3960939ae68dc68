import type { Event } from '@vigil/core';
import type { Ingest } from '@vigil/testkit';
import { bundleForPage } from './bundleForPage';
import type { SiteFile } from './startSite';
import { usePages, type Visited } from './usePages';

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

export interface Monitored extends Visited {
  ingest: Ingest;
  /**
   * Runs in the page, and resolves to what has arrived when everything captured was delivered. What comes of its own time (an answer of the
   * network, a worker) is waited for: until so many events were captured. Default 0.
   */
  eventsOf(expression?: string, captured?: number): Promise<Event[]>;
  /** The first exception of the only event. */
  exceptionOf(expression: string): Promise<NonNullable<NonNullable<Event['exception']>['values']>[number]>;
}

const PROGRAM = "import * as Vigil from '@vigil/browser'; Object.assign(globalThis, { Vigil });";

/** On `usePages`: opens a page that has the SDK, its `init` and the application as scripts of their own. One a test: its events are all that arrive. */
export function useMonitored(): (options?: MonitoredOptions) => Promise<Monitored> {
  const pages = usePages();
  return async ({
    app = '',
    init = '{}',
    scripts = ['/vigil.js', '/init.js', '/app.js'],
    files = {},
    headers,
    html = '<scripts>',
  } = {}) => {
    const { ingest } = pages;
    const visited = await pages.visit({
      '/': { body: html.replace('<scripts>', scripts.map(src => `<script src="${src}"></script>`).join('')), ...(headers && { headers }) },
      '/vigil.js': await bundleForPage(PROGRAM, { minify: true }),
      '/init.js': `client = Vigil.init({ dsn: ${JSON.stringify(ingest.dsn)}, sendClientReports: false, ...${init} });`,
      '/app.js': app,
      '/favicon.ico': { status: 204 },
      ...files,
    });
    async function eventsOf(expression = '0', captured = 0): Promise<Event[]> {
      await visited.page.evaluate(`(async () => { await (${expression}); })()`);
      await visited.page.waitFor(`(client.stats().captured.error ?? 0) >= ${captured}`);
      // errors that nobody catches are told in a task of their own
      await visited.page.evaluate('new Promise(done => setTimeout(done, 50)).then(() => client.flush(5000))');
      return ingest.events();
    }
    return {
      ...visited,
      ingest,
      eventsOf,
      async exceptionOf(expression) {
        const events = await eventsOf(expression, 1);
        const [exception] = events[0]?.exception?.values ?? [];
        if (events.length !== 1 || !exception) throw new Error(`one exception was expected: ${JSON.stringify(events)}`);
        return exception;
      },
    };
  };
}
