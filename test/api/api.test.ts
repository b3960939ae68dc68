import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { publishedPackages } from '../architecture/sources';
import { referenceOf, referencePath } from './reference.mjs';
import { snapshotPath, surfaceOf } from './surface.mjs';

describe.each(publishedPackages)('the public surface of @vigil/%s', name => {
  it('is the one that was agreed on; `npm run api:update` after a change that is meant', async () => {
    const path = snapshotPath(name);
    expect(await surfaceOf(name)).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
  });

  it('is what docs/api says', () => {
    const path = referencePath(name);
    expect(referenceOf(name)).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
  });
});
