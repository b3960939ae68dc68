import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packageOf } from './packageOf';

describe('packageOf', () => {
  it.each([
    ['/app/node_modules/express/lib/router.js', 'express', '/app/node_modules/express'],
    ['/app/node_modules/@scope/name/index.js', '@scope/name', '/app/node_modules/@scope/name'],
    ['/app/node_modules/a/node_modules/b/index.js', 'b', '/app/node_modules/a/node_modules/b'],
    ['/app/node_modules/.pnpm/a@1.0.0/node_modules/a/x.js', 'a', '/app/node_modules/.pnpm/a@1.0.0/node_modules/a'],
    ['C:\\app\\node_modules\\@scope\\name\\x.js', '@scope/name', 'C:\\app\\node_modules\\@scope\\name'],
    ['file:///app/node_modules/a/x.mjs', 'a', 'file:///app/node_modules/a'],
  ])('%s belongs to %s', (file, name, folder) => {
    expect(packageOf(file)).toEqual({ name, folder });
  });

  it.each(['/app/src/index.js', 'node:fs', '', '/app/node_modules/single.js', '/app/node_modules/@scope/', '/app/my_node_modules/a/x.js'])(
    '%j belongs to none',
    file => {
      expect(packageOf(file)).toBeUndefined();
    },
  );

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), file => void packageOf(`/node_modules/${file}`)));
  });
});
