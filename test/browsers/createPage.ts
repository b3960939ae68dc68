import { setTimeout as wait } from 'node:timers/promises';
import type { Json, Page } from './page';

/** What an engine's driver must do by itself; `run` resolves to the text that the page's promise resolves to. */
export interface Driver extends Omit<Page, 'evaluate' | 'waitFor' | 'setVisibility'> {
  run(expression: string): Promise<string>;
}

/** The parts of a page that are the same with every driver. */
export function createPage(driver: Driver): Page {
  async function evaluate<T, A extends Json[] = Json[]>(run: ((...args: A) => T | Promise<T>) | string, ...args: A): Promise<T> {
    const expression = typeof run === 'string' ? run : `(${run})(...${JSON.stringify(args)})`;
    const { value, error } = JSON.parse(await driver.run(settled(expression))) as { value: T; error?: string };
    if (error !== undefined) throw new Error(error);
    return value;
  }

  async function waitFor(expression: string, { timeoutMs = 10_000 } = {}): Promise<void> {
    const until = Date.now() + timeoutMs;
    for (;;) {
      const value = await evaluate(expression);
      if (value) return;
      if (Date.now() > until) throw new Error(`waited ${timeoutMs} ms for ${expression}, it is ${JSON.stringify(value)}`);
      await wait(20);
    }
  }
  const setVisibility = (state: 'visible' | 'hidden') =>
    evaluate<void>(`Object.defineProperties(document, {
      visibilityState: { value: '${state}', configurable: true },
      hidden: { value: ${state === 'hidden'}, configurable: true },
    }) && void document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))`);
  return { ...driver, evaluate, waitFor, setVisibility };
}

/** Drivers differ in what they make of results and errors; a text they all carry. */
function settled(expression: string): string {
  return `(async () => {
  try { return JSON.stringify({ value: await (${expression}) }); }
  catch (error) { return JSON.stringify({ error: String(error) }); }
})()`;
}
