import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

// The built entry is a file of its own, with copies of what it imports by path: nothing among that may have a state.
const COPIED = ['../../env/builtin', '../../later/notBuiltYet', '../../later/span', '../../later/startSpan'];

it('compat/v7 has everything of the package by its name, apart from what has no state', () => {
  const folder = new URL('./v7/', import.meta.url);
  const files = readdirSync(folder).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const outside = files.flatMap(name =>
    [...readFileSync(new URL(name, folder), 'utf8').matchAll(/from '(\.\.\/[^']+)'/g)].map(([, path]) => path),
  );
  expect([...new Set(outside)].sort()).toEqual(COPIED);
});
