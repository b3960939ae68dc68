import { expect, test } from 'vitest';
import { createStackParser } from './parseStack';
import { v8StackLineParser } from './v8Line';

type Row = [line: string, name: string, filename: string, lineno?: number, colno?: number, inApp?: boolean];

// Printed by Node 20 itself; the application's folder is called /app here.
const recorded: Row[] = [
  ['at new Foo (file:///app/m.mjs:4:40)', 'new Foo', '/app/m.mjs', 4, 40, true],
  ['at file:///app/m.mjs:5:22', '?', '/app/m.mjs', 5, 22, true],
  ['at Foo.bar (file:///app/m.mjs:4:74)', 'Foo.bar', '/app/m.mjs', 4, 74, true],
  ['at get g [as g] (file:///app/m.mjs:4:112)', 'get g [as g]', '/app/m.mjs', 4, 112, true],
  ['at set v [as v] (file:///app/m.mjs:4:289)', 'set v [as v]', '/app/m.mjs', 4, 289, true],
  ['at #p (file:///app/m.mjs:4:230)', '#p', '/app/m.mjs', 4, 230, true],
  ['at [Symbol.iterator] (file:///app/m.mjs:4:337)', '[Symbol.iterator]', '/app/m.mjs', 4, 337, true],
  ['at <static_initializer> (file:///app/m.mjs:14:30)', '<static_initializer>', '/app/m.mjs', 14, 30, true],
  ['at <instance_members_initializer> (file:///app/m.mjs:14:169)', '<instance_members_initializer>', '/app/m.mjs', 14, 169, true],
  ['at new <anonymous> (file:///app/m.mjs:18:59)', 'new <anonymous>', '/app/m.mjs', 18, 59, true],
  ['at exports.f (/app/sp ace (1)/é#b/m.cjs:1:22)', 'exports.f', '/app/sp ace (1)/é#b/m.cjs', 1, 22, true],
  ['at Module.f (file:///app/sp%20ace%20(1)/%C3%A9/m.mjs:1:27)', 'Module.f', '/app/sp ace (1)/é/m.mjs', 1, 27, true],
  ['at $ünï_ö (file:///app/m.mjs:54:50)', '$ünï_ö', '/app/m.mjs', 54, 50, true],
  ['at a b(c) (file:///app/m.mjs:47:47)', 'a b(c)', '/app/m.mjs', 47, 47, true],
  ['at a (b) (file:///app/m.mjs:5:24)', 'a (b)', '/app/m.mjs', 5, 24, true],
  ['at x y (file:///app/m.mjs:6:24)', 'x y', '/app/m.mjs', 6, 24, true],
  ['at at (file:///app/m.mjs:51:43)', 'at', '/app/m.mjs', 51, 43, true],
  ['at async (file:///app/m.mjs:4:30)', '?', '/app/m.mjs', 4, 30, true],
  ['at async b (file:///app/m.mjs:13:111)', 'b', '/app/m.mjs', 13, 111, true],
  ['at async file:///app/m.mjs:13:123', '?', '/app/m.mjs', 13, 123, true],
  ['at async Promise.all (index 0)', 'Promise.all', 'index 0'],
  ['at async Promise.any (index 12)', 'Promise.any', 'index 12'],
  ['at async Promise.allSettled (index 0)', 'Promise.allSettled', 'index 0'],
  ['at Array.map (<anonymous>)', 'Array.map', '<anonymous>'],
  ['at JSON.parse (<anonymous>)', 'JSON.parse', '<anonymous>'],
  ['at g.next (<anonymous>)', 'g.next', '<anonymous>'],
  ['at eval (<anonymous>)', 'eval', '<anonymous>'],
  ['at inner (eval at <anonymous> (file:///app/m.mjs:8:22), <anonymous>:1:26)', 'inner', '/app/m.mjs', 8, 22, true],
  ['at eval (eval at <anonymous> (eval at <anonymous> (file:///app/m.mjs:10:28)), <anonymous>:1:7)', 'eval', '/app/m.mjs', 10, 28, true],
  ['at eval (my-eval.js:1:7)', 'eval', 'my-eval.js', 1, 7],
  ['at [eval]:1:11', '?', '[eval]', 1, 11],
  ['at [eval]-wrapper:6:24', '?', '[eval]-wrapper', 6, 24],
  ['at [stdin]:1:11', '?', '[stdin]', 1, 11],
  ['at inW ([worker eval]:1:68)', 'inW', '[worker eval]', 1, 68],
  ['at f (REPL1:1:20)', 'f', 'REPL1', 1, 20],
  ['at evalmachine.<anonymous>:1:7', '?', 'evalmachine.<anonymous>', 1, 7],
  ['at f (/virt/my file (1).js:1:20)', 'f', '/virt/my file (1).js', 1, 20, true],
  ['at /virt/my file (1).js:1:37', '?', '/virt/my file (1).js', 1, 37, true],
  ['at C:\\Users\\A B\\app (x86)\\a.js:1:7', '?', 'C:\\Users\\A B\\app (x86)\\a.js', 1, 7, true],
  ['at f (webpack-internal:///./src/index.js?abcd:1:21)', 'f', 'webpack-internal:///./src/index.js?abcd', 1, 21, true],
  ['at f (data:text/javascript,export function f(){throw new Error("data")};f():1:27)', 'f', '<data:text/javascript>', 1, 27],
  ['at data:text/javascript,export function f(){throw new Error("data")};f():1:46', '?', '<data:text/javascript>', 1, 46],
  ['at wasm://wasm/0145fffe:wasm-function[0]:0x1e', '?', 'wasm://wasm/0145fffe:wasm-function[0]:0x1e', undefined, undefined, true],
  ['at node:internal/main/eval_string:51:3', '?', 'node:internal/main/eval_string', 51, 3],
  ['at Object.openSync (node:fs:573:18)', 'Object.openSync', 'node:fs', 573, 18],
  ['at async Object.readFile (node:internal/fs/promises:1249:14)', 'Object.readFile', 'node:internal/fs/promises', 1249, 14],
  ['at process.processTimers (node:internal/timers:519:7)', 'process.processTimers', 'node:internal/timers', 519, 7],
  ['at EventEmitter.<anonymous> (file:///app/m.mjs:33:129)', 'EventEmitter.?', '/app/m.mjs', 33, 129, true],
  ['at REPLServer.runBound [as eval] (node:domain:444:12)', 'REPLServer.runBound [as eval]', 'node:domain', 444, 12],
  [
    'at [nodejs.internal.kHybridDispatch] (node:internal/event_target:831:20)',
    '[nodejs.internal.kHybridDispatch]',
    'node:internal/event_target',
    831,
    20,
  ],
];

// Forms of Chromium, Deno, Bun, Hermes and Node on Windows as their engines document them.
const documented: Row[] = [
  ['at Foo.bar [as baz] (https://x.test/a.js:1:2)', 'Foo.bar [as baz]', 'https://x.test/a.js', 1, 2, true],
  ['at HTMLButtonElement.onclick (https://x.test:8080/:107:146)', 'HTMLButtonElement.onclick', 'https://x.test:8080/', 107, 146, true],
  [
    'at I.fn.(anonymous function) [as index] (http://x.test/a.js:1:2)',
    'I.fn.(anonymous function) [as index]',
    'http://x.test/a.js',
    1,
    2,
    true,
  ],
  ['at run (https://x.test/app/(group)/[id]/page.js?v=1:25:7)', 'run', 'https://x.test/app/(group)/[id]/page.js?v=1', 25, 7, true],
  ['at Object.callback (async https://x.test/:25:7)', 'Object.callback', 'https://x.test/', 25, 7, true],
  ['at s (blob:https://x.test/abfc40e9-4742-44ed:31:291)', 's', 'blob:https://x.test/abfc40e9-4742-44ed', 31, 291, true],
  ['at chrome-extension://abcdef/content.js:1:2', '?', 'chrome-extension://abcdef/content.js', 1, 2, true],
  ['at f (app:///dist/main.js:1:2)', 'f', 'app:///dist/main.js', 1, 2, true],
  ['at Array.forEach (native)', 'Array.forEach', 'native'],
  [
    'at bar(int) const (https://x.test/m.wasm:wasm-function[190]:0x5aeb)',
    'bar(int) const',
    'https://x.test/m.wasm:wasm-function[190]:0x5aeb',
    undefined,
    undefined,
    true,
  ],
  [
    'at call<int (C::*)(int), int>::go(int (C::* const&)(int)) (wasm://wasm/a:wasm-function[1]:0x4)',
    'call<int (C::*)(int), int>::go(int (C::* const&)(int))',
    'wasm://wasm/a:wasm-function[1]:0x4',
    undefined,
    undefined,
    true,
  ],
  ['at f (C:\\Program Files (x86)\\app\\a.js:1:2)', 'f', 'C:\\Program Files (x86)\\app\\a.js', 1, 2, true],
  ['at f (file:///C:/app/a.mjs:1:2)', 'f', 'C:/app/a.mjs', 1, 2, true],
  ['at f (file:///app/100%/a.mjs:1:2)', 'f', '/app/100%/a.mjs', 1, 2, true],
  ['at f (\\\\server\\share\\a.js:1:2)', 'f', '\\\\server\\share\\a.js', 1, 2, true],
  ['at f (/app/node_modules/pg/lib/client.js:1:2)', 'f', '/app/node_modules/pg/lib/client.js', 1, 2],
  ['at f (C:\\app\\node_modules\\pg\\client.js:1:2)', 'f', 'C:\\app\\node_modules\\pg\\client.js', 1, 2],
  ['at f (internal/modules/cjs/loader.js:1:2)', 'f', 'internal/modules/cjs/loader.js', 1, 2],
  ['at async mainFetch (ext:deno_fetch/26_fetch.js:192:12)', 'mainFetch', 'ext:deno_fetch/26_fetch.js', 192, 12],
  ['at f (https://deno.land/std@0.224.0/a.ts:1:2)', 'f', 'https://deno.land/std@0.224.0/a.ts', 1, 2, true],
  ['at <anonymous> (/app/index.ts:3:5)', '?', '/app/index.ts', 3, 5, true],
  ['at sort (unknown)', 'sort', 'unknown'],
  ['at pay (https://cdn.test/widget.js, <anonymous>:1:34)', 'pay', 'https://cdn.test/widget.js', 1, 34, true],
  ['at processTicksAndRejections (native:7:39)', 'processTicksAndRejections', 'native', 7, 39],
  ['at render (address at index.android.bundle:1:2345)', 'render', 'index.android.bundle', 1, 2345],
  ['at f (eval at g (/a (b)/c.js:1:2), <anonymous>:3:4)', 'f', '/a (b)/c.js', 1, 2, true],
];

const parse = createStackParser(v8StackLineParser);

test.each([...recorded, ...documented])('%s', (line, name, filename, lineno, colno, inApp = false) => {
  expect(parse(`    ${line}`)).toEqual([{ function: name, filename, lineno, colno, in_app: inApp }]);
});

test.each([
  'Error: at f (/app/a.js:1:2)',
  'at least (I think) that is so',
  'at fake (nowhere)',
  'at something (see /app/a.js:1:2) and more',
  'at f (/app/a.js:1:2), and more',
  'at f (data:text/javascript,x), and more',
  'at 10:30:15',
  'at noon (10:30:15)',
  'at https://x.test:8080',
  'at the database (host 10.0.0.1:5432)',
  'at div',
  'at <div>',
  'at source code',
  'that f (/app/a.js:1:2)',
  'at ',
  'at async',
  'f@https://x.test/a.js:1:2',
  '/app/a.js:1',
  '',
])('no frame: %s', line => {
  expect(parse(`  ${line}`)).toEqual([]);
});

test('a long data: URI and a long URL keep their frame when the line is cut', () => {
  expect(parse(`    at f (data:text/javascript;base64,${'QUJD'.repeat(1000)}:1:2)`)).toEqual([
    { function: 'f', filename: '<data:text/javascript;base64>', in_app: false },
  ]);
  expect(parse(`    at data:text/javascript,${'f(1);'.repeat(1000)}:1:2`)[0]?.filename).toBe('<data:text/javascript>');
  const [frame] = parse(`    at f (https://x.test/??${'a.js,'.repeat(1000)}:1:2)`);
  expect(frame).toMatchObject({ function: 'f', in_app: true });
  expect(frame?.filename).toMatch(/^https:\/\/x\.test\/\?\?a\.js,/);
});
