import { createCalls, type Target } from './createCalls';

/** What a page gives the loader as the global `vigilLoader`, before it. */
export interface LoaderSettings {
  /** Of a bundle: `vigil.min.js`. Where the page requires Trusted Types, a `TrustedScriptURL`. */
  src?: string;
  integrity?: string;
  /** Of the page's Content-Security-Policy. Default: that of the first script of the page that has one. */
  nonce?: string;
  /** For `init`. Without them the page calls `Vigil.init` by itself: now, or in `onLoad`. */
  options?: object;
  /** True: the bundle is not loaded before there is something to report. Default false: with the page's `load` event too. */
  lazy?: boolean;
}
type Page = Window & { Vigil: Target; vigilLoader?: LoaderSettings };

/**
 * Puts a `Vigil` into the page that keeps errors, rejections and calls until the bundle arrives, which is asked for by the first error, the
 * first capture, `forceLoad`, or the page's `load` event, at once where that is over. It is built into `loader.min.js`, which is measured:
 * under 1 KB gzip.
 */
export function startLoader(page: Page): void {
  const { src, integrity, nonce, options, lazy } = page.vigilLoader ?? {};
  const { document } = page;
  const calls = createCalls(name => /^(capture|forceLoad)/.test(name) && load());
  let script: HTMLScriptElement | undefined;

  function load(): void {
    if (script || !src) return;
    script = document.createElement('script');
    script.nonce = nonce || document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || '';
    script.crossOrigin = 'anonymous';
    if (integrity) script.integrity = integrity;
    script.onload = arrive;
    script.onerror = () => {
      script = undefined;
    };
    try {
      script.src = src;
      document.head.append(script);
    } catch {
      // Trusted Types without a policy for it: the browser has said so
    }
  }
  const fail = (event: Event) => {
    const { error, message, reason } = event as ErrorEvent & PromiseRejectionEvent;
    // a resource that did not load has neither
    if (!error && !message && event.type === 'error') return;
    const mechanism = { type: 'auto.browser.global_handlers.on' + event.type, handled: false };
    calls.keep('captureException', [error ?? message ?? reason, { mechanism }]);
    load();
  };
  const listen = (name: 'addEventListener' | 'removeEventListener') => {
    page[name]('error', fail);
    page[name]('unhandledrejection', fail);
  };
  function arrive(): void {
    // a file that is no bundle
    if (page.Vigil === calls.api) return;
    listen('removeEventListener');
    calls.replay(page.Vigil, options);
  }

  page.Vigil = calls.api;
  listen('addEventListener');
  if (lazy) return;
  if (document.readyState === 'complete') load();
  else page.addEventListener('load', load);
}
