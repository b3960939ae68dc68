import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { optionNames } from '../../packages/core/src/client/checkOptions';

const page = readFileSync(new URL('../../docs/options.md', import.meta.url), 'utf8');

describe('docs/options.md', () => {
  it('names every option', () => {
    const named = new Set([...page.matchAll(/`(\w+)[^`]*`/g)].map(([, name]) => name));
    expect(optionNames().filter(name => !named.has(name))).toEqual([]);
  });
});
