/** What JSON can carry from the page to the test and back. */
export type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json };

/** A tab of a browser, with what all three engines can do. */
export interface Page {
  /** Resolves when the page has loaded, its `load` handlers included. */
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  back(): Promise<void>;
  forward(): Promise<void>;
  url(): Promise<string>;
  /**
   * Runs in the page and resolves to what it returns, or what the promise it returns resolves to, as JSON carries it. A function must not use
   * what stands around it; a text is an expression. Works under any Content-Security-Policy. Rejects with the page's own message when it throws.
   */
  evaluate<T, A extends Json[] = Json[]>(run: ((...args: A) => T | Promise<T>) | string, ...args: A): Promise<T>;
  /** Resolves when the expression is truthy; rejects after `timeoutMs` (default 10,000), with what it threw last. */
  waitFor(expression: string, options?: { timeoutMs?: number }): Promise<void>;
  /** A click of the user on the first element that the CSS selector finds: its events are trusted. */
  click(selector: string): Promise<void>;
  /** Keys of the user, into the first element that the CSS selector finds. */
  type(selector: string, text: string): Promise<void>;
  /**
   * What a page sees when the user changes tabs. No driver can put a tab behind another, so the document is made to say so and the event
   * is dispatched; leaving the page by `goto` or `close` gives the browser's own.
   */
  setVisibility(state: 'visible' | 'hidden'): Promise<void>;
  /** As the user closes a tab: `pagehide` fires. */
  close(): Promise<void>;
}

export interface Engine<P extends Page = Page> {
  name: 'chromium' | 'firefox' | 'webkit';
  /** The browser's own: `153.7.0`. */
  version: string;
  /** A new tab that shares cookies and storage with no other, where the engine can: WebKit has one session, so one tab at a time. */
  open(): Promise<P>;
  /** Ends the browser and removes its profile. Idempotent. */
  close(): Promise<void>;
}
