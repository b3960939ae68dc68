import fs, { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const files = ['b.js', 'c.js', 'd.js', 'e.js', 'f.js', 'g.js'].map(name => file(name, 'x'.repeat(3_500_000)));
  const readMap = createSourceMapReader();
  for (const path of files) readMap(path);
  const reads = countReads();
  readMap(files[5] as string);
  expect(reads()).toBe(0);
  readMap(files[0] as string);
  expect(reads()).toBe(1);
});
