import { setTimeout as wait } from 'node:timers/promises';
import type { Json, Page } from './page';

/** What an engine's driver must do by itself; `run` resolves to the text that the page's promise resolves to. */
export interface Driver extends Pick<Page, 'goto' | 'click' | 'type' | 'close'> {
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
      // A page that is just being left fails, or never answers: it is frozen in the back/forward cache.
      const answer = evaluate<boolean>(`Promise.resolve(${expression}).then(Boolean)`).catch(String);
      const value = await Promise.race([answer, wait(1000, 'no answer')]);
      if (value === true) return;
      if (Date.now() > until) throw new Error(`waited ${timeoutMs} ms for ${expression}: ${value}`);
      await wait(20);
    }
  }
  // Not the drivers' own: they wait for a `load` that a page from the back/forward cache does not fire.
  async function travel(how: string): Promise<void> {
    const before = await evaluate(PLACE);
    await evaluate(`void ${how}`);
    await waitFor(`${PLACE} !== ${JSON.stringify(before)} && document.readyState === 'complete'`);
  }

  return {
    ...driver,
    evaluate,
    waitFor,
    reload: () => travel('location.reload()'),
    back: () => travel('history.back()'),
    forward: () => travel('history.forward()'),
    url: () => evaluate('location.href'),
    setVisibility: state => evaluate(visibility(state)),
  };
}

/** Which document this is, and where in it. */
const PLACE = "performance.timeOrigin + ' ' + location.href";

const visibility = (state: 'visible' | 'hidden'): string => `Object.defineProperties(document, {
  visibilityState: { value: '${state}', configurable: true },
  hidden: { value: ${state === 'hidden'}, configurable: true },
}) && void document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))`;

/** Drivers differ in what they make of results and errors; a text they all carry. */
function settled(expression: string): string {
  return `(async () => {
  try { return JSON.stringify({ value: await (${expression}) }); }
  catch (error) { return JSON.stringify({ error: String(error) }); }
})()`;
}
