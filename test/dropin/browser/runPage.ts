import { type Ingest, startIngest } from '@vigil/testkit';
import { build } from 'esbuild';
import type { Chromium } from '../../browsers/startChromium';
import { startSite } from '../../browsers/startSite';

export interface PageRun {
  /** What the page printed, those lines of it that are no warnings of an SDK. */
  printed: string[];
  ingest: Ingest;
}

const PAGE = `<!doctype html><title>Shop</title>
<div id="root"></div>
<button id="buy" class="large primary">Buy</button>
<form onsubmit="return false"><input name="city" value="secret town"><button class="send" type="submit">Send</button></form>
<script>
  addEventListener('error', event => event.preventDefault());
  addEventListener('unhandledrejection', event => event.preventDefault());
  later = next => new Promise(resolve => setTimeout(() => resolve(next()), 150));
  ended = new Promise(resolve => { done = resolve });
</script>
<script src="/program.js"></script>`;

/** The program as a user's bundler makes it, with the SDK under another name. */
export async function bundleProgram(file: string, sdk: Record<string, string>): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    conditions: ['module'],
    // what the packages publish, not the sources beside them
    tsconfigRaw: '{}',
    alias: sdk,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

/** Runs a program on a page of its own until it says that it has ended, and leaves the page. */
export async function runPage(chromium: Chromium, code: string): Promise<PageRun> {
  const ingest = await startIngest();
  const site = await startSite({
    '/': PAGE,
    '/program.js': `const DSN = ${JSON.stringify(ingest.dsn)};\n${code}`,
    '/data.json': '{"ok":true}',
    '/broken.json': { status: 500, body: '{}' },
    '/favicon.ico': '',
  });
  const page = await chromium.open();
  const printed: string[] = [];
  page.playwright.on('console', line => {
    if (line.type() === 'log') printed.push(line.text());
  });
  await page.goto(`${site.url}/`);
  await page.waitFor('ended.then(() => true)');
  await page.close();
  await site.close();
  return { printed, ingest };
}
