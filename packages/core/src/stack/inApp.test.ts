import { expect, test } from 'vitest';
import { isInApp } from './inApp';

test.each([
  '/app/a.js',
  './a.js',
  '../a.js',
  '.next/a.js',
  'C:\\app\\a.js',
  'c:/app/a.js',
  '\\\\server\\share\\a.js',
  'https://x.test/a.js',
  'app:///a.js',
  'webpack-internal:///./a.js',
  'blob:https://x.test/1',
  'blob:nodedata:1',
  'wasm://wasm/a',
  '/app/my_node_modules_notes/a.js',
])('the application: %s', file => {
  expect(isInApp(file)).toBe(true);
});

test.each([
  undefined,
  '',
  'native',
  '[native code]',
  '/root/react-native/hermes-engine/lib/InternalBytecode/InternalBytecode.js',
  '<anonymous>',
  '<data:text/javascript>',
  'index 0',
  'node:fs',
  'node:internal/fs/promises',
  'internal/timers.js',
  'ext:core/01_core.js',
  'a.js',
  'evalmachine.<anonymous>',
  '/app/node_modules/pg/a.js',
  'C:\\app\\node_modules\\pg\\a.js',
  'webpack:///./node_modules/react/index.js',
  './node_modules/a.js',
])('not the application: %s', file => {
  expect(isInApp(file)).toBe(false);
});

test('exclude takes away, include gives, and include wins', () => {
  expect(isInApp('/app/vendor/a.js', [], ['/vendor/'])).toBe(false);
  expect(isInApp('/app/vendor/a.js', undefined, [/vendor/])).toBe(false);
  expect(isInApp('/app/node_modules/ours/a.js', ['node_modules/ours/'])).toBe(true);
  expect(isInApp('worker.js', [/^worker\.js$/])).toBe(true);
  expect(isInApp('/app/vendor/ours/a.js', ['/ours/'], ['/vendor/'])).toBe(true);
  expect(isInApp('/app/a.js', ['/b/'], ['/c/'])).toBe(true);
});

test('a pattern with the flag g answers the same every time', () => {
  const pattern = /ours/g;
  const answers = [1, 2, 3].map(() => isInApp('/app/node_modules/ours/a.js', [pattern]));
  expect(answers).toEqual([true, true, true]);
});
