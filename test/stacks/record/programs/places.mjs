// Files: modules, URLs, names with every character that a stack line uses itself.
import { browsers, caught, settled } from '../program.mjs';

const raw = String.raw;
const pay = raw`export function pay() { throw /*@throw*/new Error('no funds'); }
`;
const paid = {
  frames: [
    ['pay', 'throw'],
    ['main', 'main'],
  ],
};
const named = file => ({
  file,
  source: raw`
function pay() { throw /*@throw*/new Error('no funds'); }
function main() { const paid = /*@main*/pay(); return [paid]; }`,
  ...paid,
});

export const places = [
  caught('module', 'an ES module', {
    module: true,
    source: raw`
import { pay } from './lib/pay.mjs';
function main() { const paid = /*@main*/pay(); return [paid]; }`,
    files: { 'lib/pay.mjs': pay },
    ...paid,
  }),
  caught('package', 'a package in node_modules', {
    module: true,
    source: raw`
import { pay } from './node_modules/shop/index.mjs';
function main() { const paid = /*@main*/pay(); return [paid]; }`,
    files: { 'node_modules/shop/index.mjs': pay },
    ...paid,
  }),
  settled('import', 'a module imported at run time', {
    not: ['workerd'],
    source: raw`
async function main() { const { pay } = await import('./lib/later.mjs'); const paid = /*@main*/pay(); return [paid]; }`,
    files: { 'lib/later.mjs': pay },
    ...paid,
  }),
  settled('import-throws', 'a module that throws when it is evaluated', {
    not: ['workerd'],
    source: raw`
async function main() { await import('./lib/broken.mjs'); }`,
    files: {
      'lib/broken.mjs': raw`function load() { throw /*@throw*/new Error('no settings'); }
/*@call*/load();
`,
    },
    frames: [
      ['load', 'throw'],
      [{ jsc: 'module code', rest: '?' }, 'call'],
    ],
    loose: true,
  }),
  settled('query', 'a module with a query and a hash', {
    not: ['workerd'],
    source: raw`
async function main() { const { pay } = await import('./lib/query.mjs?v=1.2:3#x'); const paid = /*@main*/pay(); return [paid]; }`,
    files: { 'lib/query.mjs': pay },
    asked: { 'lib/query.mjs': 'lib/query.mjs?v=1.2:3#x' },
    ...paid,
  }),
  settled('data', 'a data: module', {
    not: ['workerd'],
    source: raw`
async function main() {
  const { pay } = await import('data:text/javascript,export function pay() { throw new Error("no funds"); }');
  const paid = /*@main*/pay();
  return [paid];
}`,
    frames: [
      ['pay', { file: '<data:text/javascript>' }],
      ['main', 'main'],
    ],
  }),
  settled('blob', 'a blob: module', {
    not: ['node', 'workerd'],
    source: raw`
async function main() {
  const code = new Blob(['export function pay() { throw new Error("no funds"); }'], { type: 'text/javascript' });
  const { pay } = await import(URL.createObjectURL(code));
  const paid = /*@main*/pay();
  return [paid];
}`,
    frames: [
      ['pay', { file: 'blob:' }],
      ['main', 'main'],
    ],
  }),
  caught('file-space', 'a file name with a space', named('my shop.js')),
  caught('file-brackets', 'a file name with brackets', named('shop (1).js')),
  caught('file-square', 'a route of square brackets', named('[id].js')),
  caught('file-unicode', 'a file name that is not ASCII', named('køb.js')),
  caught('file-at', 'a file name with an @', named('shop@2.js')),
  caught('file-colon', 'a file name with colons', named('shop:1:2.js')),
  caught('file-percent', 'a file name with a percent sign', { ...named('50%25.js'), not: ['deno'] }),
  caught('file-comma', 'a file name with a comma', named('pay, later.js')),
  caught('file-long', 'a long path', named('deep/'.repeat(30) + 'shop.js')),
  caught('file-folders', 'folders that look like code', named('eval at x/new y/async z/shop.js')),
  caught('inline-script', 'a script in the page', {
    only: browsers,
    inPage: true,
    ...named('inline-script.html'),
  }),
  caught('handler', 'a handler in an attribute', {
    only: browsers,
    source: raw`
globalThis.pay = function pay() { throw /*@throw*/new Error('no funds'); };
function main() {
  let thrown;
  globalThis.onthrow = error => { thrown = error; };
  const button = document.createElement('button');
  button.setAttribute('onclick', 'try { pay() } catch (error) { onthrow(error) }');
  button.onclick(new Event('click'));
  throw thrown;
}`,
    frames: [['pay', 'throw']],
    top: false,
    loose: true,
  }),
  settled('worker', 'a worker', {
    only: browsers,
    source: raw`
function main() {
  return new Promise((resolve, reject) => {
    new Worker('/assets/lib/worker.js').onmessage = ({ data }) => reject(Object.assign(new Error(data.message), { stack: data.stack }));
  });
}`,
    files: {
      'lib/worker.js': raw`function pay() { throw /*@throw*/new Error('no funds'); }
try { /*@call*/pay(); } catch (error) { postMessage({ message: error.message, stack: error.stack }); }
`,
    },
    frames: [
      ['pay', 'throw'],
      [{ jsc: 'global code', rest: '?' }, 'call'],
    ],
  }),
  caught('minified', 'a bundle of one minified line', {
    bundle: true,
    source: raw`
function pay(cart) { const paid = cart.items.length; throw new Error('no funds'); }
function main() { const paid = pay({ items: [1] }); return [paid]; }`,
    frames: [],
    top: false,
    loose: true,
  }),
];
