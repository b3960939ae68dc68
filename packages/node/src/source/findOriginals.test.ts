import { transformSync } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findOriginals } from './findOriginals';

const at = (line: number, column: number) => ({ line, column });

describe('findOriginals', () => {
  it.each([
    ['AAAA', at(1, 1), { source: 0, line: 1, column: 1 }],
    ['AAAA', at(1, 40), { source: 0, line: 1, column: 1 }],
    ['AAAA,IAAI', at(1, 4), { source: 0, line: 1, column: 1 }],
    ['AAAA,IAAI', at(1, 5), { source: 0, line: 1, column: 5 }],
    [';;AAEA', at(3, 1), { source: 0, line: 3, column: 1 }],
    ['AAAA;ACCA', at(2, 1), { source: 1, line: 2, column: 1 }],
    ['gBAggBgB', at(1, 17), { source: 0, line: 513, column: 17 }],
    ['AAAAA', at(1, 1), { source: 0, line: 1, column: 1 }],
    ['IAAI,QAAQ', at(1, 0), { source: 0, line: 1, column: 5 }],
  ])('in %s the place %o was written at %o', (mappings, place, original) => {
    expect(findOriginals(mappings, [place])).toEqual([original]);
  });

  it.each([
    ['', at(1, 1)],
    ['AAAA', at(2, 1)],
    ['IAAI', at(1, 4)],
    ['AAAA,I', at(1, 9)],
    ['AAAA;;', at(3, 1)],
  ])('in %s the place %o was not written by anybody', (mappings, place) => {
    expect(findOriginals(mappings, [place])).toEqual([undefined]);
  });

  it('finds every marked token of code that esbuild made small', () => {
    const lines = Array.from(
      { length: 60 },
      (_, line) => `${' '.repeat(line % 7)}export const f${line} = (x: number): string => String("mark${line}" + x);`,
    );
    const { code, map } = transformSync(lines.join('\n'), { loader: 'ts', minify: true, sourcemap: true, sourcefile: 'a.ts' });
    const places = lines.map((_, line) => at(1, code.indexOf(`"mark${line}"`) + 1));
    expect(code.trimEnd()).not.toContain('\n');
    expect(findOriginals((JSON.parse(map) as { mappings: string }).mappings, places)).toEqual(
      lines.map((text, line) => ({ source: 0, line: line + 1, column: text.indexOf(`"mark${line}"`) + 1 })),
    );
  });

  it('never throws and always answers each place, whatever the text', () => {
    const place = fc.record({ line: fc.nat(20), column: fc.nat(200) });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(place), (mappings, places) => {
        expect(findOriginals(mappings, places)).toHaveLength(places.length);
      }),
    );
  });
});
