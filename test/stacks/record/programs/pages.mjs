// What only a page has: scripts that come as text, other realms.
import { browsers, caught, settled } from '../program.mjs';

const raw = String.raw;
const inPages = { only: browsers };
const scriptOf = url => raw`
const text = 'function pay() { throw new Error("no funds"); }';
async function main() {
  await new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = ${url};
    script.onload = resolve;
    script.onerror = reject;
    document.documentElement.append(script);
  });
  const paid = /*@main*/pay();
  return [paid];
}`;

export const pages = [
  settled('blob-script', 'a script element with a blob:', {
    ...inPages,
    source: scriptOf(`URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))`),
    frames: [
      ['pay', { file: 'blob:' }],
      ['main', 'main'],
    ],
  }),
  settled('data-script', 'a script element with a data: URI', {
    ...inPages,
    source: scriptOf(`'data:text/javascript,' + encodeURIComponent(text)`),
    frames: [
      ['pay', { file: '<data:text/javascript>' }],
      ['main', 'main'],
    ],
  }),
  caught('inline-module', 'a module in the page', {
    ...inPages,
    inPage: true,
    module: true,
    file: 'inline-module.html',
    source: raw`
function pay() { throw /*@throw*/new Error('no funds'); }
function main() { const paid = /*@main*/pay(); return [paid]; }`,
    frames: [
      ['pay', 'throw'],
      ['main', 'main'],
    ],
  }),
  caught('realm', 'an Error of another realm', {
    ...inPages,
    source: raw`
const frame = document.createElement('iframe');
document.documentElement.append(frame);
const Other = frame.contentWindow.Error;
function pay() { throw /*@throw*/new Other('no funds'); }
function main() { const paid = /*@main*/pay(); return [paid]; }`,
    frames: [
      ['pay', 'throw'],
      ['main', 'main'],
    ],
  }),
  settled('realm-call', 'a function of another realm', {
    ...inPages,
    source: raw`
async function main() {
  const frame = document.createElement('iframe');
  frame.srcdoc = '<script src=/assets/lib/frame.js><\/script>';
  await new Promise(resolve => { frame.onload = resolve; document.documentElement.append(frame); });
  const { shop } = frame.contentWindow;
  const paid = shop./*@main*/pay();
  return [paid];
}`,
    files: { 'lib/frame.js': raw`globalThis.shop = { pay: function pay() { throw /*@throw*/new Error('no funds'); } };` },
    frames: [
      [{ v8: 'Object.pay', rest: 'pay' }, 'throw'],
      ['main', 'main'],
    ],
  }),
  settled('worker-module', 'a module worker that rejects', {
    ...inPages,
    source: raw`
function main() {
  return new Promise((resolve, reject) => {
    const worker = new Worker('/assets/lib/worker.mjs', { type: 'module' });
    worker.onmessage = ({ data }) => reject(Object.assign(new Error(data.message), { stack: data.stack }));
  });
}`,
    files: {
      'lib/worker.mjs': raw`async function pay() { await null; throw /*@throw*/new Error('no funds'); }
pay().catch(({ message, stack }) => postMessage({ message, stack }));
`,
    },
    frames: [['pay', 'throw']],
    loose: true,
  }),
];
