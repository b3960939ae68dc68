import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { typeErrors } from './typeErrors';

it('the application’s own user, tags and contexts are typed by merging Register, through the package that re-exports it', {
  timeout: 60_000,
}, () => {
  expect(typeErrors([fileURLToPath(new URL('./register.mts', import.meta.url))], '@vigil/node')).toEqual([]);
});
