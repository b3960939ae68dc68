import { describe, expect, it } from 'vitest';
import { checkOptionalOptions } from './optionalOptions';
import { describeViolations, publishedPackages, readSources } from './sources';

describe('optional members of what applications write', () => {
  it.each(publishedPackages)('take undefined in %s', name => {
    expect(describeViolations(checkOptionalOptions(readSources(name)))).toBe('');
  });

  it.each(['a?: string', 'a?: string | number', 'a?(): void', 'a?: { b: 1 }', 'a: { b?: string }', 'a?: () => undefined'])(
    'are found where they do not: %s',
    member => {
      expect(checkOptionalOptions({ 'a.ts': `export interface HttpOptions { ${member} }` })).toHaveLength(1);
    },
  );

  it.each(['a: string', 'a?: string | undefined', 'a?: unknown', 'a?: (() => void) | undefined', 'a?: undefined', 'a(): void'])(
    'are right: %s',
    member => {
      expect(checkOptionalOptions({ 'a.ts': `interface Rate { ${member} }` })).toEqual([]);
    },
  );

  it('what applications only read may be exact', () => {
    expect(checkOptionalOptions({ 'a.ts': 'export interface Outcome { reason?: string }' })).toEqual([]);
  });
});
