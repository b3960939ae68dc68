import { expect, test } from 'vitest';
import { geckoStackLineParser } from './geckoLine';
import { createStackParser } from './parseStack';

type Row = [line: string, name: string, filename?: string, lineno?: number, colno?: number, inApp?: boolean];

const page = 'https://x.test/a.js';
const rows: Row[] = [
  // Gecko
  [`foo@${page}:41:13`, 'foo', page, 41, 13, true],
  [`@${page}:1:2`, '?', page, 1, 2, true],
  [`foo/<@${page}:1:2`, 'foo/<', page, 1, 2, true],
  [`[2]</Bar.prototype._baz/</<@${page}:703:28`, '[2]</Bar.prototype._baz/</<', page, 703, 28, true],
  [`.plugin/e.fn[c]/<@${page}:1:1`, '.plugin/e.fn[c]/<', page, 1, 1, true],
  [`async*fn@${page}:1:2`, 'fn', page, 1, 2, true],
  [`async*@${page}:1:2`, '?', page, 1, 2, true],
  [`promise callback*fn@${page}:1:2`, 'fn', page, 1, 2, true],
  [`setTimeout handler*fn@${page}:1:2`, 'fn', page, 1, 2, true],
  [`onClick@https://x.test/app/(group)/[route]/s.js:1:644`, 'onClick', 'https://x.test/app/(group)/[route]/s.js', 1, 644, true],
  [`baz@${page} line 26 > eval line 2 > eval:1:30`, 'baz', page, 26, undefined, true],
  [`@${page} line 39 > eval:1:1`, 'eval', page, 39, undefined, true],
  [`anonymous@${page} line 5 > Function:1:7`, 'anonymous', page, 5, undefined, true],
  [`f@${page} line 3 > WebAssembly.Module:wasm-function[0]:0x2f`, 'f', page, 3, undefined, true],
  ['f@https://x.test/m.wasm:wasm-function[6]:0x42', 'f', 'https://x.test/m.wasm:wasm-function[6]:0x42', undefined, undefined, true],
  ['render@resource://path/data/bundle.js:5529:16', 'render', 'resource://path/data/bundle.js', 5529, 16, true],
  ['f@moz-extension://3f2a/content.js:1:2', 'f', 'moz-extension://3f2a/content.js', 1, 2, true],
  ['f@file:///app/my%20file.js:15:2', 'f', '/app/my file.js', 15, 2, true],
  ['f@file:///G:/js/a.js:44:1', 'f', 'G:/js/a.js', 44, 1, true],
  ['f@blob:https://x.test/abfc40e9:1:2', 'f', 'blob:https://x.test/abfc40e9', 1, 2, true],
  ['f@data:text/javascript,function f(){g()}:1:2', 'f', '<data:text/javascript>', 1, 2],
  ['f@self-hosted:203:13', 'f', 'self-hosted', 203, 13],
  ['@debugger eval code:1:1', '?', 'debugger eval code', 1, 1],
  ['f@webpack-internal:///./src/a.js:1:2', 'f', 'webpack-internal:///./src/a.js', 1, 2, true],
  // JavaScriptCore
  ['map@[native code]', 'map', '[native code]'],
  ['promiseReactionJob@[native code]', 'promiseReactionJob', '[native code]'],
  [`global code@${page}:24:10`, 'global code', page, 24, 10, true],
  ['module code@/app/index.js:1:2', 'module code', '/app/index.js', 1, 2, true],
  ['eval code@', 'eval code'],
  ['pay@', 'pay', '[eval code]'],
  ['0@<?>:wasm-function[0]', '0', '<?>:wasm-function[0]'],
  [`https://x.test/:34:25`, '?', 'https://x.test/', 34, 25, true],
  ['https://unpkg.test/react@18/umd/react.js:1:2', '?', 'https://unpkg.test/react@18/umd/react.js', 1, 2, true],
  ['f@https://unpkg.test/react@18/umd/react.js:1:2', 'f', 'https://unpkg.test/react@18/umd/react.js', 1, 2, true],
  ['f@/app/node_modules/@scope/a/index.js:1:2', 'f', '/app/node_modules/@scope/a/index.js', 1, 2],
  ['/app/@scope/a/index.js:1:2', '?', '/app/@scope/a/index.js', 1, 2, true],
  ['<?>.wasm-function[6]@[wasm code]', '<?>.wasm-function[6]', '[wasm code]'],
  ['f@safari-extension://com.x.test-W8F6/ee77/G.js:2:929', 'f', 'safari-extension://com.x.test-W8F6/ee77/G.js', 2, 929, true],
  ['safari-web-extension://4643-4E60/s/c.js:29:56027', '?', 'safari-web-extension://4643-4E60/s/c.js', 29, 56027, true],
  ['at f@safari-extension:(//3284-480/c.js:223:10)', 'f', 'safari-extension://3284-480/c.js', 223, 10, true],
  ['at safari-web-extension:(//3284-480/t.js:3313:26)', '?', 'safari-web-extension://3284-480/t.js', 3313, 26, true],
];

const parse = createStackParser(geckoStackLineParser);

test.each(rows)('%s', (line, name, filename, lineno, colno, inApp = false) => {
  expect(parse(line)).toEqual([{ function: name, filename, lineno, colno, in_app: inApp }]);
});

test.each([
  'mail me@x.test',
  'mail me@',
  'meet me @10:30:15',
  'https://x.test:8080',
  'postgres://user:secret@db.test:5432',
  'see /app/a.js:1:2',
  'eval code',
  '    at f (/app/a.js:1:2)',
  '@',
  '',
])('no frame: %s', line => {
  expect(parse(line)).toEqual([]);
});
