import type { Scenario, Source, Surroundings, Value } from './scenario';

const GLOBAL = /onerror/;

export const sources = {
  'an inline script': { code: value => `throw ${value};`, mechanism: GLOBAL, handled: false },
  'a file': { place: 'file', code: value => `throw ${value};`, mechanism: GLOBAL, handled: false },
  'a module': { place: 'module', code: value => `throw ${value};`, mechanism: GLOBAL, handled: false },
  setTimeout: { code: value => `setTimeout(() => { throw ${value} });`, mechanism: /setTimeout|onerror/, handled: false },
  setInterval: {
    code: value => `const id = setInterval(() => { clearInterval(id); throw ${value} });`,
    mechanism: /setInterval|onerror/,
    handled: false,
  },
  requestAnimationFrame: {
    code: value => `requestAnimationFrame(() => { throw ${value} });`,
    mechanism: /requestAnimationFrame|onerror/,
    handled: false,
  },
  'an event listener': {
    code: value => `document.addEventListener('go', () => { throw ${value} }); document.dispatchEvent(new Event('go'));`,
    mechanism: /addEventListener|onerror/,
    handled: false,
  },
  'an on-property': {
    code: value => `document.onclick = () => { throw ${value} }; document.documentElement.click();`,
    mechanism: GLOBAL,
    handled: false,
  },
  'an XHR callback': {
    code: value => `const xhr = new XMLHttpRequest(); xhr.onload = () => { throw ${value} }; xhr.open('GET', '/empty.txt'); xhr.send();`,
    mechanism: /xhr|onload|XMLHttpRequest|onerror/i,
    handled: false,
  },
  'a microtask': { code: value => `queueMicrotask(() => { throw ${value} });`, mechanism: GLOBAL, handled: false },
  'a promise': { code: value => `Promise.reject(${value});`, mechanism: /onunhandledrejection/, handled: false },
  'an async function': { code: value => `(async () => { await 0; throw ${value} })();`, mechanism: /onunhandledrejection/, handled: false },
  'a dedicated worker': {
    place: 'worker',
    code: value => `setTimeout(() => { throw ${value} });`,
    mechanism: /./,
    handled: false,
  },
  'a call by hand': { code: value => `Vigil.captureException(${value});`, mechanism: /generic/, handled: true, heard: 0 },
} satisfies Record<string, Source>;

export const values = {
  'an error': { expression: 'makePlanted(TypeError)', type: /^TypeError$/, value: /^planted$/, hasStack: true },
  'an error of a class of the application': {
    expression: 'makePlanted(class OrderError extends Error { name = "OrderError"; code = 7 })',
    type: /^OrderError$/,
    value: /^planted$/,
    hasStack: true,
  },
  'a frozen error': { expression: 'Object.freeze(makePlanted(Error))', type: /^Error$/, value: /^planted$/, hasStack: true },
  'an error whose getters throw': {
    expression: 'Object.defineProperty(makePlanted(Error), "info", { enumerable: true, get() { throw 1 } })',
    type: /^Error$/,
    value: /^planted$/,
    hasStack: true,
  },
  'a text': { expression: '"planted"', type: /./, value: /planted/ },
  undefined: { expression: 'undefined', type: /./, value: /undefined/ },
  'a plain object': { expression: '({ code: 7, planted: true })', type: /./, value: /code, planted|planted/ },
  'an object without a prototype': { expression: 'Object.assign(Object.create(null), { planted: 1 })', type: /./, value: /planted/ },
  'a revoked proxy': {
    expression: '(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy })()',
    type: /./,
    value: /^/,
  },
  'a DOMException': { expression: 'new DOMException("planted", "DataError")', type: /DataError|DOMException/, value: /planted/ },
  'an event': { expression: 'new Event("planted")', type: /./, value: /planted|Event/ },
  'a node of the document': {
    expression: 'document.createElement("article")',
    type: /./,
    value: /article|HTMLElement/i,
    needsDocument: true,
  },
  'an error of another realm': {
    expression: 'new (document.head.appendChild(document.createElement("iframe")).contentWindow.RangeError)("planted")',
    type: /^RangeError$/,
    value: /^planted$/,
    needsDocument: true,
  },
} satisfies Record<string, Value>;

const PATCH = `for (const name of ['fetch', 'setTimeout']) {
  const original = globalThis[name];
  globalThis[name] = function (...args) { patched.push(name); return original.apply(this, args) };
}
const listen = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (...args) { return listen.apply(this, args) };
const log = console.error;
console.error = function (...args) { return log.apply(this, args) };`;

export const surroundings = {
  'nothing else': {},
  'a policy without eval and blobs': {
    headers: { 'content-security-policy': "default-src 'none'; script-src 'self' 'nonce-n'; worker-src 'self'; connect-src *" },
  },
  'Prototype.js': {
    before: `Array.prototype.toJSON = String.prototype.toJSON = Number.prototype.toJSON = function () { return '"' + this + '"' };
      Array.prototype.each = function () {};`,
  },
  'frozen globals': {
    after:
      'for (const each of [Object, Array, JSON, Promise, Error, Function.prototype, EventTarget.prototype, console, history]) Object.freeze(each);',
    before: 'for (const each of [XMLHttpRequest.prototype, EventTarget.prototype, console, history]) Object.freeze(each);',
  },
  'an extension that patched before': { before: `patched = []; ${PATCH}`, holds: 'patched.length > 0' },
  'an extension that patched after': { before: 'patched = [];', after: PATCH },
  'a frame without origin and storage': { isSandboxed: true },
  'a browser without the newer APIs': {
    before: `for (const name of ['CompressionStream', 'structuredClone', 'ReportingObserver', 'indexedDB', 'BroadcastChannel']) delete globalThis[name];
      for (const [from, name] of [[AbortSignal, 'timeout'], [AbortSignal, 'any'], [Error, 'captureStackTrace'], [navigator.__proto__, 'userAgentData'], [navigator.__proto__, 'locks'], [navigator.__proto__, 'sendBeacon']]) delete from[name];`,
  },
  'a JSON of the page’s own': {
    before: 'const own = JSON.stringify; JSON.stringify = function (...args) { return own.apply(this, args) };',
  },
  'hooks that throw': { before: 'HOOKS = { beforeSend() { throw new Error("hook") }, beforeBreadcrumb() { throw new Error("hook") } };' },
} satisfies Record<string, Surroundings>;

const cross = (
  ofSources: Record<string, Source>,
  ofValues: Record<string, Value>,
  ofSurroundings: Record<string, Surroundings>,
): Scenario[] =>
  Object.entries(ofSources).flatMap(([from, source]) =>
    Object.entries(ofValues).flatMap(([what, value]) =>
      Object.entries(ofSurroundings).flatMap(([where, around]) =>
        (value.needsDocument && source.place === 'worker') || (around.isSandboxed && source.place === 'file')
          ? []
          : [{ title: `${what} from ${from}, beside ${where}`, source, value, surroundings: around }],
      ),
    ),
  );

const { 'nothing else': plain, ...others } = surroundings;
const { 'a file': file, setTimeout: timer, 'an event listener': listener, 'a promise': promise, 'a call by hand': hand } = sources;

const { 'an error': error, 'a text': text, undefined: nothing, 'a plain object': object } = values;

/** Every source with four values and two sources with every value, on a plain page; then every surroundings with what differs by them. */
export const scenarios: Scenario[] = [
  ...cross(sources, { 'an error': error, 'a text': text, undefined: nothing, 'a plain object': object }, { 'nothing else': plain }),
  ...cross({ setTimeout: timer, 'a promise': promise }, values, { 'nothing else': plain }),
  ...cross(
    { 'a file': file, setTimeout: timer, 'an event listener': listener, 'a promise': promise, 'a call by hand': hand },
    { 'an error': error, 'a text': text },
    others,
  ),
].filter(({ title }, at, all) => all.findIndex(each => each.title === title) === at);
