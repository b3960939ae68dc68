// Code made at run time. Its frames stand where the outermost eval was called: V8 and Gecko say that place, JavaScriptCore no place at all.
import { caught, v8Only } from '../program.mjs';

const raw = String.raw;
const notWorkerd = { not: ['workerd'] };
const evalFrame = { v8: 'eval', gecko: 'eval', jsc: 'eval code', bun: '?' };
const inFile = { jsc: null, gecko: { at: 'main', column: null }, bun: { at: 'main', line: 1, column: 'any' }, rest: 'main' };
// The engine's own columns: nobody maps them, so JavaScriptCore's inside Bun stand behind the name.
const throwing = { jsc: null, bun: { at: 'throw', plus: 9 }, rest: 'throw' };
const calling = { jsc: null, bun: { at: 'call', plus: 3 }, rest: 'call' };
const nativeEval = [{ jsc: 'eval', bun: 'eval', rest: null }, null];

const wasmFrame = [
  '*',
  { jsc: { file: ':wasm-function[' }, bun: { file: 'unknown' }, gecko: { file: '/assets/wasm' }, rest: { file: 'wasm://wasm/' } },
];

export const evaluated = [
  caught('eval', 'eval', {
    ...notWorkerd,
    source: raw`
function pay() { throw /*@throw*/new Error('no funds'); }
function main() { const paid = /*@main*/eval('pay()'); return [paid]; }`,
    frames: [['pay', 'throw'], [evalFrame, inFile], nativeEval, ['main', 'main']],
  }),
  caught('eval-in-eval', 'eval in eval', {
    ...notWorkerd,
    source: raw`
function pay() { throw /*@throw*/new Error('no funds'); }
function main() { const paid = /*@main*/eval('eval("pay()")'); return [paid]; }`,
    frames: [['pay', 'throw'], [evalFrame, inFile], nativeEval, [evalFrame, inFile], nativeEval, ['main', 'main']],
  }),
  caught('eval-function', 'a function made by eval', {
    ...notWorkerd,
    source: raw`
function main() {
  const pay = /*@eval*/eval('(function pay() { throw new Error("no funds"); })');
  const paid = /*@main*/pay();
  return [paid];
}`,
    frames: [
      ['pay', { jsc: null, gecko: { at: 'eval', column: null }, bun: { at: 'eval', line: 1, column: 34 }, rest: 'eval' }],
      ['main', 'main'],
    ],
  }),
  caught('eval-indirect', 'eval in the global scope', {
    ...notWorkerd,
    source: raw`
globalThis.pay = function pay() { throw /*@throw*/new Error('no funds'); };
function main() { const paid = globalThis./*@main*/eval('pay()'); return [paid]; }`,
    frames: [
      ['pay', 'throw'],
      [evalFrame, inFile],
      [{ v8: 'eval', jsc: 'eval', bun: 'eval', rest: null }, null],
      ['main', 'main'],
    ],
  }),
  caught('new-function', 'new Function', {
    ...notWorkerd,
    source: raw`
function pay() { throw /*@throw*/new Error('no funds'); }
function main() {
  const made = /*@made*/new Function('pay', 'const paid = pay();\nreturn [paid];');
  const paid = made./*@main*/call(null, pay);
  return [paid];
}`,
    frames: [
      ['pay', 'throw'],
      [
        { v8: 'eval', rest: 'anonymous' },
        { jsc: null, gecko: { at: 'made', column: null }, bun: { at: 'made', line: 3, column: 17 }, rest: 'made' },
      ],
      ['main', 'main'],
    ],
  }),
  caught('source-url', 'eval with a sourceURL', {
    ...notWorkerd,
    source: raw`
function main() { const paid = /*@main*/eval(CODE); return [paid]; }`,
    inline: {
      CODE: [
        'https://cdn.example/widget.js',
        raw`function pay() { throw /*@throw*/new Error('no funds'); }
const paid = /*@call*/pay();
//# sourceURL=https://cdn.example/widget.js`,
      ],
    },
    frames: [['pay', throwing], [{ v8: 'eval', jsc: 'eval code', gecko: '?', bun: '?' }, calling], nativeEval, ['main', 'main']],
  }),
  caught('source-url-webpack', 'eval as webpack does for development', {
    ...notWorkerd,
    source: raw`
function main() { const paid = /*@main*/eval(CODE); return [paid]; }`,
    inline: {
      CODE: [
        'webpack-internal:///./src/pay.js',
        raw`function pay() { throw /*@throw*/new Error('no funds'); }
const paid = /*@call*/pay();
//# sourceURL=webpack-internal:///./src/pay.js`,
      ],
    },
    frames: [['pay', throwing], [{ v8: 'eval', jsc: 'eval code', gecko: '?', bun: '?' }, calling], nativeEval, ['main', 'main']],
  }),
  caught('wasm', 'WebAssembly that traps', {
    ...notWorkerd,
    source: raw`
const bytes = new Uint8Array([0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,8,1,4,98,111,111,109,0,0,10,5,1,3,0,0,11]);
const { boom } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
function main() { const paid = /*@main*/boom(); return [paid]; }`,
    frames: [wasmFrame, ['main', 'main']],
  }),
  caught('wasm-import', 'JavaScript called by WebAssembly', {
    ...notWorkerd,
    source: raw`
const bytes = new Uint8Array([0,97,115,109,1,0,0,0,1,4,1,96,0,0,2,9,1,1,101,3,112,97,121,0,0,3,2,1,0,7,8,1,4,98,111,111,109,0,1,10,6,1,4,0,16,0,11]);
function pay() { throw /*@throw*/new Error('no funds'); }
const { boom } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { e: { pay } }).exports;
function main() { const paid = /*@main*/boom(); return [paid]; }`,
    frames: [['pay', 'throw'], wasmFrame, ['main', 'main']],
  }),
  caught('prepared', 'eval of a named function in V8', {
    only: v8Only,
    not: ['workerd'],
    source: raw`
function main() { const paid = new Function('a', /*@x*/'throw new Error("no funds")')./*@main*/call(); return [paid]; }`,
    frames: [
      ['eval', { at: 'x', plus: -24 }],
      ['main', 'main'],
    ],
  }),
];
