import { describe, expect, it, onTestFinished } from 'vitest';
import type { ChromiumPage } from './startChromium';
import { startSite } from './startSite';
import { useMonitored } from './useMonitored';

const open = useMonitored();
const ONERROR = { type: 'auto.browser.global_handlers.onerror', handled: false };
const REJECTED = { type: 'auto.browser.global_handlers.onunhandledrejection', handled: false };
/** Without guards around callbacks. */
const BARE = '{ integrations: [Vigil.browserApiErrorsIntegration({ setTimeout: false })] }';
const outcomes = (page: ChromiumPage) => page.evaluate<Record<string, unknown>>('client.stats().outcomes');
/** How each event ended, by whom. */
const ENDS = 'ends = []; client.onOutcome(({ status, by }) => ends.push([status, by].join(" ")));';

describe('uncaught errors', () => {
  it('are reported with their stack, unhandled', async () => {
    const { exceptionOf, site } = await open({ init: BARE, app: 'function pay() {\n  throw new TypeError("no funds");\n}' });
    const exception = await exceptionOf('setTimeout(pay)');
    expect(exception).toMatchObject({ type: 'TypeError', value: 'no funds', mechanism: ONERROR });
    expect(exception.stacktrace?.frames?.at(-1)).toMatchObject({ filename: `${site.url}/app.js`, function: 'pay', lineno: 2, colno: 9 });
  });

  it.each([
    ['a text', '"no funds"', { type: 'Error', value: 'no funds' }],
    ['undefined', 'undefined', { type: 'Error', value: 'undefined' }],
    ['null', 'null', { type: 'Error', value: 'null' }],
    ['a number', '42', { type: 'Error', value: '42' }],
    ['a symbol', 'Symbol("s")', { type: 'Error', value: 'Symbol(s)' }],
    ['an object', '{ code: 7 }', { type: 'Error', value: 'Object captured as exception with keys: code' }],
    [
      'a node',
      'Object.assign(document.createElement("img"), { id: "logo", className: "big red" })',
      { type: 'HTMLImageElement', value: 'HTMLImageElement captured as exception: img#logo.big.red' },
    ],
    ['an event', 'new Event("boom")', { type: 'Event', value: 'Event `boom` captured as exception' }],
    ['an aborted signal', 'new DOMException("gone", "NotFoundError")', { type: 'NotFoundError', value: 'gone' }],
  ])('of %s say what was thrown and where', async (_, thrown, title) => {
    const { exceptionOf, site } = await open({ init: BARE, app: `const thrown = ${thrown};\nfunction pay() {\n  throw thrown;\n}` });
    const exception = await exceptionOf('setTimeout(pay)');
    expect(exception).toMatchObject({ ...title, mechanism: ONERROR });
    expect(exception.stacktrace?.frames?.at(-1)).toMatchObject({ filename: `${site.url}/app.js` });
  });

  it('of a script that cannot be parsed stand where the browser found them', async () => {
    const { eventsOf, site } = await open({ app: '\nlet = = 1;' });
    const [event] = await eventsOf();
    expect(event?.exception?.values?.[0]).toMatchObject({ type: 'SyntaxError', mechanism: ONERROR });
    expect(event?.exception?.values?.[0]?.stacktrace?.frames).toMatchObject([{ filename: `${site.url}/app.js`, lineno: 2 }]);
  });

  it('of code in the page itself name the page without the values of its query', async () => {
    const html = '<scripts><script>function pay() { throw new Error("inline"); }</script><script>\nlet = = 1;</script>';
    const { eventsOf, site, page } = await open({ html, scripts: [] });
    site.files['/'] = html.replace('<scripts>', '<script src=/vigil.js></script><script src=/init.js></script>');
    await page.goto(`${site.url}/?magic=s3cret#access_token=s3cret`);
    const events = await eventsOf('setTimeout(pay)');
    const files = events.map(({ exception }) => exception?.values?.[0]?.stacktrace?.frames?.map(({ filename }) => filename));
    expect(files).toEqual([[`${site.url}/?magic=[Filtered]`], [`${site.url}/?magic=[Filtered]`]]);
  });

  it('of scripts keep the name of their file, query and all', async () => {
    const { exceptionOf, site } = await open({
      scripts: ['/vigil.js', '/init.js', '/cart.js?v=7&build=a1'],
      files: { '/cart.js': 'function pay() { throw new Error("no funds"); }' },
    });
    const { stacktrace } = await exceptionOf('setTimeout(pay)');
    expect(stacktrace?.frames?.at(-1)?.filename).toBe(`${site.url}/cart.js?v=7&build=a1`);
  });

  it('of requests that fail begin where the request was made, and are an issue for each such place', async () => {
    const places = Array.from({ length: 8 }, (_, n) => `async function load${n}() {\n  await fetch("http://127.0.0.1:1/");\n}\n`);
    const { eventsOf, site } = await open({ app: places.join('') });
    const events = await eventsOf('[0, 1, 2, 3, 4, 5, 6, 7].map(n => void globalThis["load" + n]())', 8);
    const tops = events.map(({ exception }) => exception?.values?.[0]?.stacktrace?.frames?.at(-1));
    expect(tops.map(top => top?.function).sort()).toEqual(places.map((_, n) => `load${n}`));
    expect(new Set(tops.map(top => top?.filename))).toEqual(new Set([`${site.url}/app.js`]));
  });

  it('are not images and scripts that do not load', async () => {
    const { eventsOf, page } = await open({ html: '<scripts><img src=/none.png><script src=/none.js></script>' });
    await page.waitFor('document.readyState === "complete"');
    expect(await eventsOf('fetch("/none.json")')).toEqual([]);
    expect(await page.evaluate('client.stats().captured')).toEqual({});
  });

  it('are heard though the application sets window.onerror, which stays its own', async () => {
    const { eventsOf, page } = await open({ app: 'seen = []; onerror = message => { seen.push(message); return true; };' });
    expect(await eventsOf('setTimeout(() => { throw new Error("a"); })')).toHaveLength(1);
    expect(await page.evaluate('seen')).toEqual(['Uncaught Error: a']);
  });

  it('are told once, captured by hand before or thrown by a guarded callback', async () => {
    const { eventsOf, page } = await open({ app: 'function pay() { const e = new Error("a"); id = Vigil.captureException(e); throw e; }' });
    const events = await eventsOf('setTimeout(pay)');
    expect(events.map(({ event_id }) => event_id)).toEqual([await page.evaluate('id')]);
  });

  it('of a script of another origin are counted, not sent', async () => {
    const other = await startSite({ '/pay.js': 'setTimeout(() => { throw new Error("secret"); })' });
    onTestFinished(() => other.close());
    const { eventsOf, page } = await open({
      init: '{ integrations: [Vigil.browserApiErrorsIntegration({ setTimeout: false })] }',
      scripts: ['/vigil.js', '/init.js', '/app.js', `${other.url}/pay.js`],
      app: ENDS,
    });
    expect(await eventsOf()).toEqual([]);
    expect(await page.evaluate('ends')).toEqual(['filtered EventFilters']);
  });

  it('of a script of another origin are known where a guarded callback threw them, and then told once', async () => {
    const other = await startSite({ '/pay.js': 'setTimeout(() => { throw new Error("known"); })' });
    onTestFinished(() => other.close());
    const { eventsOf, page } = await open({ scripts: ['/vigil.js', '/init.js', '/app.js', `${other.url}/pay.js`], app: ENDS });
    expect((await eventsOf()).map(each => each.exception?.values?.[0]?.value)).toEqual(['known']);
    expect(await page.evaluate('ends')).toEqual(['sent ']);
  });

  it('of hooks and transports end in few events', async () => {
    const { eventsOf, page } = await open({
      init: '{ beforeSend(event) { setTimeout(() => { throw new Error("hook"); }); Promise.reject(new Error("hook too")); return event; } }',
    });
    const events = await eventsOf('client.captureMessage("a"), new Promise(done => setTimeout(done, 500))');
    expect(events.length).toBeLessThanOrEqual(11);
    expect(await page.evaluate('client.stats().pending')).toEqual({ error: 0 });
  });

  it('of other realms are errors', async () => {
    const { exceptionOf } = await open({
      html: '<iframe></iframe><scripts>',
      app: 'function pay() { throw new frames[0].RangeError("far"); }',
    });
    expect(await exceptionOf('setTimeout(pay)')).toMatchObject({ type: 'RangeError', value: 'far' });
  });

  it('have up to fifty frames, and no more than before after close()', async () => {
    const { eventsOf, page } = await open({ app: 'function deep(n) { if (n) return deep(n - 1) + 1; throw new Error("deep"); }' });
    const [event] = await eventsOf('setTimeout(deep, 0, 40)');
    expect(event?.exception?.values?.[0]?.stacktrace?.frames?.length).toBeGreaterThan(40);
    await page.evaluate('client.close()');
    expect(await page.evaluate('Error.stackTraceLimit')).toBe(10);
  });

  it('carry the debug ids of their files', async () => {
    const { eventsOf, site } = await open({
      app: 'self._sentryDebugIds = { [new Error().stack]: "11111111-1111-4111-8111-111111111111" };\nfunction pay() { throw new Error("a"); }',
    });
    const [event] = await eventsOf('setTimeout(pay)');
    expect(event?.debug_meta?.images).toEqual([
      { type: 'sourcemap', code_file: `${site.url}/app.js`, debug_id: '11111111-1111-4111-8111-111111111111' },
    ]);
  });

  it('are filtered by denyUrls and allowUrls', async () => {
    const { eventsOf, page } = await open({
      init: '{ denyUrls: [/third\\.js/] }',
      app: ENDS,
      files: { '/third.js': 'setTimeout(() => { throw new Error("third"); })' },
      scripts: ['/vigil.js', '/init.js', '/app.js', '/third.js'],
    });
    expect(await eventsOf()).toEqual([]);
    expect(await page.evaluate('ends')).toEqual(['filtered denyUrls']);
  });
});

describe('unhandled rejections', () => {
  it.each([
    ['an error', 'new TypeError("no")', { type: 'TypeError', value: 'no' }],
    ['nothing', '', { type: 'UnhandledRejection', value: 'Non-Error promise rejection captured with value: undefined' }],
    ['a text', '"no"', { type: 'UnhandledRejection', value: 'Non-Error promise rejection captured with value: no' }],
    ['an object', '{ code: 1 }', { value: 'Object captured as promise rejection with keys: code' }],
    [
      'an event of a node',
      'Object.assign(document.body.appendChild(document.createElement("script")), { src: "/none.js" })',
      { type: 'HTMLScriptElement' },
    ],
  ])('of %s are reported', async (_, reason, title) => {
    const { exceptionOf } = await open();
    expect(await exceptionOf(`void Promise.reject(${reason})`)).toMatchObject({ ...title, mechanism: REJECTED });
  });

  it('with the event of a script that did not load say whose it was', async () => {
    const { eventsOf } = await open();
    const load =
      '(() => { const script = document.createElement("script"); script.id = "pay"; script.src = "/none.js"; new Promise((_, no) => { script.onerror = no; }); document.body.append(script); })()';
    const [event] = await eventsOf(load, 1);
    expect(event?.exception?.values?.[0]).toMatchObject({
      type: 'Event',
      value: 'Event `error` captured as exception (target: script#pay)',
      mechanism: REJECTED,
    });
    expect(event?.extra?.['__serialized__']).toMatchObject({ type: 'error', target: 'script#pay', isTrusted: true });
  });

  it('of promise libraries that dispatch them by hand are read', async () => {
    const { exceptionOf } = await open();
    const dispatch = 'void dispatchEvent(new CustomEvent("unhandledrejection", { detail: { reason: new Error("bluebird") } }))';
    expect(await exceptionOf(dispatch)).toMatchObject({ type: 'Error', value: 'bluebird', mechanism: REJECTED });
  });
});

describe('values that are no errors', () => {
  it.each([
    ['an ErrorEvent', 'new ErrorEvent("error", { error: new TypeError("inner") })', { type: 'TypeError', value: 'inner' }],
    [
      'an ErrorEvent without its error',
      'new ErrorEvent("error", { message: "Uncaught RangeError: far", filename: "https://x.test/a.js", lineno: 3 })',
      { type: 'RangeError', value: 'far', stacktrace: { frames: [{ filename: 'https://x.test/a.js', lineno: 3 }] } },
    ],
    [
      'a PromiseRejectionEvent',
      'new PromiseRejectionEvent("unhandledrejection", { promise: Promise.resolve(), reason: new TypeError("inner") })',
      { type: 'TypeError', value: 'inner' },
    ],
    [
      'a form with a field named message',
      'Object.assign(document.createElement("form"), { innerHTML: "<input name=message><input name=cause>" })',
      { type: 'HTMLFormElement', value: 'HTMLFormElement captured as exception: form' },
    ],
    [
      'a wasm exception',
      'new WebAssembly.Exception(new WebAssembly.Tag({ parameters: [] }), [])',
      { type: 'WebAssembly.Exception', value: 'wasm exception' },
    ],
  ])('%s has a title that people can read', async (_, value, title) => {
    const { exceptionOf } = await open();
    expect(await exceptionOf(`Vigil.captureException(${value})`)).toMatchObject(title);
  });

  it('a copy of an error has the stack it kept; a text that is none is not read as one', async () => {
    const { eventsOf, site } = await open({
      app: 'function pay() { const { name, message, stack } = new RangeError("no"); return { name, message, stack }; }',
    });
    const events = await eventsOf('(Promise.reject(pay()), void Promise.reject({ message: "x", stack: "mean" }))');
    const [copy, other] = ['no', 'x'].map(value => events.find(({ exception }) => exception?.values?.[0]?.value === value));
    expect(copy?.exception?.values?.[0]).toMatchObject({ type: 'RangeError', value: 'no', mechanism: REJECTED });
    expect(copy?.exception?.values?.[0]?.stacktrace?.frames?.at(-1)).toMatchObject({ function: 'pay', filename: `${site.url}/app.js` });
    expect(other?.exception?.values?.[0]?.stacktrace).toBeUndefined();
  });

  it('a DOMException has its code as a tag', async () => {
    const { eventsOf } = await open();
    const [event] = await eventsOf('(() => { try { document.querySelector("<") } catch (error) { Vigil.captureException(error) } })()');
    expect(event?.exception?.values?.[0]).toMatchObject({ type: 'SyntaxError' });
    expect(event?.tags).toMatchObject({ 'DOMException.code': '12' });
  });
});

describe('noise', () => {
  it.each([
    [
      'of extensions alone',
      'const e = new Error("x"); e.stack = "Error: x\\n    at f (chrome-extension://abc/a.js:1:2)\\n    at g (<anonymous>)"; throw e',
    ],
    [
      'of ResizeObserver',
      'dispatchEvent(new ErrorEvent("error", { message: "ResizeObserver loop completed with undelivered notifications." }))',
    ],
    ['of aborted requests', 'const c = new AbortController(); fetch("/", { signal: c.signal }); c.abort()'],
    ['of requests that axios was told to abort', 'Promise.reject(Object.assign(new Error("canceled"), { name: "CanceledError" }))'],
    [
      'of requests of axios that fail while the user leaves',
      'dispatchEvent(new Event("pagehide")); Promise.reject(Object.assign(new Error("Request aborted"), { name: "AxiosError" }))',
    ],
    [
      'of requests that fail while the user leaves',
      'dispatchEvent(new Event("pagehide")); Promise.reject(new TypeError("Failed to fetch"))',
    ],
  ])('%s is counted, not sent', async (_, code) => {
    const { eventsOf, page } = await open({ app: `${ENDS} function noise() { ${code} }` });
    expect(await eventsOf('setTimeout(noise)')).toEqual([]);
    expect(await page.evaluate('ends')).toEqual(['filtered EventFilters']);
    expect(await outcomes(page)).toMatchObject({ error: { filtered: 1 } });
  });

  it.each([
    [
      'a frame of the page among those of an extension',
      'const e = new Error("x"); e.stack = "Error: x\\n    at f (chrome-extension://abc/a.js:1:2)\\n    at g (https://x.test/a.js:1:2)"; throw e',
    ],
    [
      'a transaction of IndexedDB that was aborted',
      'Promise.reject(new DOMException("The transaction was aborted, so the request cannot be fulfilled.", "AbortError"))',
    ],
    ['an aborted request that was captured by hand', 'Vigil.captureException(new DOMException("stop", "AbortError"))'],
    [
      'a request that fails while the user stays',
      'dispatchEvent(new Event("pagehide")); dispatchEvent(new Event("pageshow")); Promise.reject(new TypeError("Failed to fetch"))',
    ],
  ])('%s is none', async (_, code) => {
    const { eventsOf } = await open({ app: `function noise() { ${code} }` });
    expect(await eventsOf('setTimeout(noise)')).toHaveLength(1);
  });

  it('is not what an extension reports of itself', async () => {
    const own = 'const e = new Error("x"); e.stack = "Error: x\\n    at f (chrome-extension://abc/a.js:1:2)"; throw e';
    const { eventsOf } = await open({
      // of a page `chrome.runtime` has no id
      app: `globalThis.chrome = { runtime: { id: "abc" } }; function fail() { ${own} }`,
    });
    expect(await eventsOf('setTimeout(fail)', 1)).toHaveLength(1);
  });

  it('passes with disableErrorDefaults', async () => {
    const { eventsOf } = await open({ init: '{ integrations: [Vigil.eventFiltersIntegration({ disableErrorDefaults: true })] }' });
    expect(await eventsOf('void Promise.reject(new DOMException("stop", "AbortError"))')).toHaveLength(1);
  });

  it('ignoreErrors holds without any integration', async () => {
    const { eventsOf } = await open({ init: '{ defaultIntegrations: false, ignoreErrors: ["boom"] }' });
    expect(await eventsOf('void Vigil.captureException(new Error("boom"))')).toEqual([]);
  });
});

describe('a hostile page', () => {
  it('with frozen globals goes on, and its errors are reported', async () => {
    const { exceptionOf } = await open({
      scripts: ['/freeze.js', '/vigil.js', '/init.js', '/app.js'],
      files: {
        '/freeze.js':
          'for (const each of [EventTarget.prototype, XMLHttpRequest.prototype, XMLHttpRequestEventTarget.prototype, Error]) Object.freeze(each);',
      },
    });
    expect(
      await exceptionOf(
        'document.body.addEventListener("boom", () => { throw new Error("a"); }), void document.body.dispatchEvent(new Event("boom"))',
      ),
    ).toMatchObject({ value: 'a', mechanism: ONERROR });
  });

  it('with a strict policy and Prototype.js is reported as any other', async () => {
    const { eventsOf, ingest } = await open({
      scripts: ['/prototype.js', '/vigil.js', '/init.js', '/app.js'],
      init: "{ ignoreErrors: ['ignored'], sendClientReports: true }",
      files: {
        '/prototype.js': `Array.prototype.toJSON = function () { return JSON.stringify(String(this)); }; Array.prototype.each = function () {};
          Array.from = function (list) { return [].slice.call(list); };`,
      },
      headers: { 'content-security-policy': "default-src 'self'; script-src 'self'; connect-src *" },
    });
    const [event] = await eventsOf('Vigil.captureException(new Error("ignored")), setTimeout(() => { throw new Error("a"); })', 1);
    expect(event?.exception?.values).toMatchObject([{ type: 'Error', value: 'a' }]);
    expect(ingest.items('client_report')).toMatchObject([
      { discarded_events: [{ reason: 'event_processor', category: 'error', quantity: 1 }] },
    ]);
  });
});
