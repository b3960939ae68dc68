import { expect, it } from 'vitest';
import { createGetModuleFromFilename } from '../index';

it.each([
  ['/app', '/app/src/orders.js', 'src:orders'],
  ['/app', '/app/main.mjs', 'main'],
  ['/app', '/app/node_modules/pg/lib/client.js', 'pg.lib:client'],
  ['/app', '/elsewhere/main.cjs', 'main'],
  ['C:\\app', 'C:\\app\\src\\orders.js', 'src:orders'],
  ['/app', undefined, undefined],
])('below %s, %s is the module %s', (folder, filename, module) => {
  expect(createGetModuleFromFilename(folder)(filename)).toBe(module);
});
