/** What a page gives the loader as the global `vigilLoader`, before it. */
export interface LoaderSettings {
  /** Of a bundle: `vigil.min.js`. */
  src?: string;
  integrity?: string;
  /** Of the page's Content-Security-Policy. Default: that of the first script of the page that has one. */
  nonce?: string;
  /** For `init`. Without them the page calls `Vigil.init` by itself: now, or in `onLoad`. */
  options?: object;
  /** True: the bundle is not loaded before there is something to report. Default false: with the page's `load` event too. */
  lazy?: boolean;
}
type Api = Record<string, (...args: unknown[]) => unknown>;
type Page = Window & { Vigil: Api; vigilLoader?: LoaderSettings };

// what fails in a loop before the bundle is there
const MAX_QUEUED = 50;

/**
 * Puts a `Vigil` into the page that keeps errors, rejections and calls until the bundle arrives, which is asked for by the first error, the
 * first capture, `forceLoad`, or the page's `load` event. It is built into `loader.min.js`, which is measured: under 1 KB.
 */
export function startLoader(page: Page): void {
  const { src, integrity, nonce, options, lazy } = page.vigilLoader ?? {};
  const { document } = page;
  const queue: Array<(vigil: Api) => unknown> = [];
  const callbacks: Array<() => void> = [];
  let script: HTMLScriptElement | undefined;

  const add = (each: (vigil: Api) => unknown) => void (queue.length < MAX_QUEUED && queue.push(each));
  const load = () => {
    if (script || !src) return;
    script = document.createElement('script');
    script.nonce = nonce || document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || '';
    script.crossOrigin = 'anonymous';
    if (integrity) script.integrity = integrity;
    script.onload = arrive;
    script.onerror = () => {
      script = undefined;
    };
    script.src = src;
    document.head.append(script);
  };
  const fail = (event: Event) => {
    const { error, message, reason } = event as ErrorEvent & PromiseRejectionEvent;
    // a resource that did not load has neither
    if (!error && !message && event.type === 'error') return;
    const type = event.type === 'error' ? 'onerror' : 'onunhandledrejection';
    const mechanism = { type: 'auto.browser.global_handlers.' + type, handled: false };
    add(vigil => vigil['captureException']!(error ?? message ?? reason, { mechanism }));
    load();
  };
  const listen = (name: 'addEventListener' | 'removeEventListener') => {
    page[name]('error', fail);
    page[name]('unhandledrejection', fail);
  };
  function arrive(): void {
    const { Vigil } = page;
    listen('removeEventListener');
    if (options) Vigil['init']!(options);
    for (const callback of callbacks) Vigil['onLoad']!(callback);
    for (const each of queue) each(Vigil);
  }

  page.Vigil = new Proxy({} as Api, {
    get: (_target, name: string) =>
      ({
        onLoad: (callback: () => void) => void callbacks.push(callback),
        forceLoad: load,
      })[name] ??
      ((...args: unknown[]) => {
        add(vigil => vigil[name]!(...args));
        if (/^capture/.test(name)) load();
      }),
  });
  listen('addEventListener');
  if (!lazy) page.addEventListener('load', load);
}
