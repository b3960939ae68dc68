import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { warningTexts } from '../../packages/core/src/warnings';
import { publishedPackages, readSources } from '../architecture/sources';

const root = new URL('../../', import.meta.url);
const rows = readFileSync(new URL('docs/warnings.md', root), 'utf8').match(/^\| .*V\d{3} \|.*$/gm) ?? [];
const documented = rows.map(row => /V\d{3}/.exec(row)?.[0] ?? '');
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

  it('each code has one row, which a link such as warnings.md#v001 leads to', () => {
    expect(new Set(documented).size).toBe(documented.length);
    for (const [at, code] of documented.entries()) expect(rows[at]).toMatch(`| <a id="${code.toLowerCase()}"></a>${code} | `);
  });

  it('each text names what it is about, and fits a line', () => {
    for (const [code, text] of Object.entries(warningTexts())) {
      expect(text('key', 'detail').length, code).toBeGreaterThan(20);
      expect(text('key', 'detail').length, code).toBeLessThan(160);
    }
  });
});
