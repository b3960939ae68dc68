import { setTimeout as wait } from 'node:timers/promises';
import { type BrowserContext, type CDPSession, chromium, type Page as PlaywrightPage } from 'playwright-core';
import { createPage } from './createPage';
import { findChromium } from './findChromium';
import type { Engine, Page } from './page';

/** A tab of Chromium, with all that only its protocol can do: offline, service workers, frozen pages. */
export interface ChromiumPage extends Page {
  playwright: PlaywrightPage;
  context: BrowserContext;
  cdp: CDPSession;
}

export interface Chromium extends Engine<ChromiumPage> {
  /** False in a headless shell, which is what the npm package holds: a page there never comes back, it loads again. */
  hasBackForwardCache: boolean;
}

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'];

/** Rejects when there is no Chromium on this machine, with what to install. */
export async function startChromium(): Promise<Chromium> {
  const { path, env } = await findChromium();
  const browser = await chromium.launch({
    executablePath: path,
    args: FLAGS,
    // Playwright turns it off for all; pages that come back from it are a case of our own.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    env: { ...process.env, ...env },
  });
  const session = await browser.newBrowserCDPSession();
  const { product } = await session.send('Browser.getVersion');
  return {
    name: 'chromium',
    hasBackForwardCache: !product.startsWith('Headless'),
    version: browser.version(),
    async open() {
      const context = await browser.newContext();
      return openPage(context);
    },
    close: () => browser.close(),
  };
}

async function openPage(context: BrowserContext): Promise<ChromiumPage> {
  const playwright = await context.newPage();
  const cdp = await context.newCDPSession(playwright);
  // Not Playwright's own: that one is `eval` in the page, which a Content-Security-Policy forbids.
  async function run(expression: string): Promise<string> {
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return String(result.value);
  }
  const page = createPage({
    goto: async url => void (await playwright.goto(url)),
    click: selector => playwright.click(selector),
    type: (selector, text) => playwright.locator(selector).first().pressSequentially(text),
    run,
    async close() {
      // A tab that is busy for half a second is killed, and fires nothing: it is closed when it answers.
      await Promise.race([run('0').catch(String), wait(5000, undefined, { ref: false })]);
      // The context stays until the browser ends: with it, requests that outlive their page would end before they are made.
      for (const tab of context.pages()) await tab.close();
    },
  });
  return { ...page, playwright, context, cdp };
}
