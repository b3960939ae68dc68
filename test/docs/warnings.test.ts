import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { warningTexts } from '../../packages/core/src/warnings';
import { publishedPackages, readSources } from '../architecture/sources';

const root = new URL('../../', import.meta.url);
const documented = [...readFileSync(new URL('docs/warnings.md', root), 'utf8').matchAll(/^\| (V\d{3}) \|/gm)].map(([, code]) => code);
const explained = Object.keys(warningTexts());

describe('warnings', () => {
  it('each code that is said has a text and a line in docs/warnings.md, and each of those is said', () => {
    const said = new Set<string>();
    for (const [path, source] of publishedPackages.flatMap(name => Object.entries(readSources(name)))) {
      if (path.endsWith('warnings.ts')) continue;
      for (const [, code] of source.matchAll(/'(V\d{3})'/g)) said.add(code as string);
    }
    expect([...said].sort()).toEqual([...explained].sort());
    expect([...documented].sort()).toEqual([...explained].sort());
  });

  it('each text names what it is about, and fits a line', () => {
    for (const [code, text] of Object.entries(warningTexts())) {
      expect(text('key', 'detail').length, code).toBeGreaterThan(20);
      expect(text('key', 'detail').length, code).toBeLessThan(160);
    }
  });
});
