import puppeteer, { type BrowserContext, type Page as PuppeteerPage } from 'puppeteer-core';
import { createPage } from '../browsers/createPage';
import type { Engine, Page } from '../browsers/page';

/** Firefox without a window, over WebDriver BiDi. */
export async function startFirefox(binary: string): Promise<Engine> {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: binary, headless: true });
  return {
    name: 'firefox',
    version: (await browser.version()).replace(/^.*\//, ''),
    open: async () => openPage(await browser.createBrowserContext()),
    close: () => browser.close(),
  };
}

async function openPage(context: BrowserContext): Promise<Page> {
  const tab: PuppeteerPage = await context.newPage();
  return createPage({
    goto: async url => void (await tab.goto(url)),
    click: selector => tab.click(selector),
    type: (selector, text) => tab.type(selector, text),
    run: async expression => String(await tab.evaluate(expression)),
    async close() {
      await tab.close();
      await context.close();
    },
  });
}
