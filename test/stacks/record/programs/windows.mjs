// Windows paths, as Node prints them there: compiled under such a name by node:vm, because the recorder runs on Linux.
import { caught } from '../program.mjs';

const raw = String.raw;
const named = (slug, kind, filename) =>
  caught(`windows-${slug}`, `Windows (by node:vm): ${kind}`, {
    only: ['node'],
    source: raw`
const vm = process.getBuiltinModule('node:vm');
const pay = vm.runInThisContext(CODE, { filename: ${JSON.stringify(filename)} });
function main() { const paid = /*@main*/pay(); return [paid]; }`,
    inline: {
      CODE: [
        filename,
        raw`(function pay() {
  return /*@call*/check();
  function check() { throw /*@throw*/new Error('no funds'); }
})`,
      ],
    },
    frames: [
      ['check', 'throw'],
      ['pay', 'call'],
      ['main', 'main'],
    ],
  });

export const windows = [
  named('path', 'a path', 'C:\\app\\src\\pay.js'),
  named('lower', 'a drive in lower case', 'd:\\shop\\pay.cjs'),
  named('slashes', 'forward slashes', 'C:/app/src/pay.js'),
  named('url', 'a file: URL', 'file:///C:/app/src/pay.mjs'),
  named('brackets', 'Program Files (x86)', 'C:\\Program Files (x86)\\shop\\pay.js'),
  named('share', 'a share', '\\\\server\\share\\app\\pay.js'),
  named('package', 'a package', 'C:\\app\\node_modules\\shop\\index.js'),
  named('webpack', 'a bundler’s scheme', 'webpack:///./src/pay.ts'),
];
