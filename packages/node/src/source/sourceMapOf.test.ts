import fs, { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import v8 from 'node:v8';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { createSourceMapReader } from './sourceMapOf';

const dir = mkdtempSync(join(tmpdir(), 'vigil-map-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

function file(name: string, content: string): string {
  const path = join(dir, name);
  writeFileSync(
    path,
    `x\n//# sourceMappingURL=data:application/json,${encodeURIComponent(JSON.stringify({ version: 3, sourcesContent: [content] }))}`,
  );
  utimesSync(path, new Date('2020-01-01'), new Date('2020-01-01'));
  return path;
}
function countReads(): () => number {
  const read = vi.spyOn(fs, 'readFileSync');
  syncBuiltinESMExports();
  return () => read.mock.calls.length;
}

it('reads a file once, with a map or without', () => {
  const [mapped, missing] = [file('a.js', 'text'), join(dir, 'missing.js')];
  const readMap = createSourceMapReader();
  const reads = countReads();
  expect([readMap(mapped), readMap(mapped)]).toEqual(
    Array(2).fill({ map: { version: 3, sourcesContent: ['text'] }, path: mapped, known: new Map(), size: expect.any(Number) }),
  );
  expect([readMap(missing), readMap(missing)]).toEqual([undefined, undefined]);
  expect(reads()).toBe(1);
});

it('keeps a bounded number of characters, least recently used out', () => {
  const files = ['b.js', 'c.js', 'd.js', 'e.js', 'f.js', 'g.js'].map(name => file(name, 'x'.repeat(14_000_000)));
  const readMap = createSourceMapReader();
  for (const path of files) readMap(path);
  const reads = countReads();
  readMap(files[5] as string);
  expect(reads()).toBe(0);
  readMap(files[0] as string);
  expect(reads()).toBe(1);
});

it('reads the map beside a bundle of many megabytes', () => {
  const path = join(dir, 'bundle.js');
  writeFileSync(path, `${'f();\n'.repeat(2e6)}//# sourceMappingURL=bundle.js.map\n`);
  writeFileSync(`${path}.map`, JSON.stringify({ version: 3, sourcesContent: ['x'.repeat(2e7)] }));
  for (const each of [path, `${path}.map`]) utimesSync(each, new Date('2020-01-01'), new Date('2020-01-01'));
  const readMap = createSourceMapReader();
  expect(readMap(path)).toMatchObject({ path: `${path}.map`, map: { version: 3 } });
  const reads = countReads();
  readMap(path);
  expect(reads()).toBe(0);
});

it('a comment in the midst of code is none', () => {
  const path = file('reader.js', 'text');
  writeFileSync(path, `const COMMENT = '//# sourceMappingURL=none.js.map';\n${'// f();\n'.repeat(1e5)}`);
  utimesSync(path, new Date('2020-01-01'), new Date('2020-01-01'));
  expect(createSourceMapReader()(path)).toBeUndefined();
});

it('a map that is large for the heap is left where it is', () => {
  const path = file('large.js', 'x'.repeat(2e6));
  vi.spyOn(v8, 'getHeapStatistics').mockReturnValue({ heap_size_limit: 1e7 } as v8.HeapInfo);
  expect(createSourceMapReader()(path)).toBeUndefined();
  expect(createSourceMapReader()(file('small.js', 'text'))).toBeDefined();
});
