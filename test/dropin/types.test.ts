import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { typeErrors } from './typeErrors';

const folder = new URL('./types/', import.meta.url);
const files = readdirSync(folder).map(name => fileURLToPath(new URL(name, folder)));

describe('what a program may say to the compiler', { timeout: 120_000 }, () => {
  it.each(['@sentry/node', '@vigil/node'] as const)('compiles strictly against the types of %s', sdk => {
    expect(typeErrors(files, sdk)).toEqual([]);
  });
});
