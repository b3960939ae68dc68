import { type Client, getClient, getCurrentScope, notBuiltYet, type Span, type StartSpanOptions, setActive } from '@vigil/core';

// Tracing of a page: typed, without effect yet.

/** The span that the code of the page runs in from now on: there is no end to it but the next. */
export function setActiveSpanInBrowser(span: Span): void {
  setActive(getCurrentScope(), span);
}
/** The page's trace is made with the first that needs it. */
export function startBrowserTracingPageLoadSpan(
  client: Client,
  _options: StartSpanOptions,
  _trace?: { sentryTrace?: string | undefined; baggage?: string | undefined },
): Span | undefined {
  notBuiltYet('startBrowserTracingPageLoadSpan', client);
  return undefined;
}
/** A navigation begins no trace yet. */
export function startBrowserTracingNavigationSpan(
  client: Client,
  _options: StartSpanOptions,
  _navigation?: { url?: string | undefined; isRedirect?: boolean | undefined },
): Span | undefined {
  notBuiltYet('startBrowserTracingNavigationSpan', client);
  return undefined;
}
export function reportPageLoaded(client: Client | undefined = getClient()): void {
  notBuiltYet('reportPageLoaded', client);
}
/** `setTransactionName` names a page until then. */
export function setRouteProvider(_provider: unknown): void {
  notBuiltYet('setRouteProvider');
}
