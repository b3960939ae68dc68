import { describe, expect, it } from 'vitest';
import { checkClientReach, checkFloors } from './floors';
import { describeViolations, readSources, type Sources } from './sources';

const core = (files: Record<string, string>): Sources =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`packages/core/src/${path}`, text]));

describe('floors of core', () => {
  it('are held by the sources', () => {
    expect(describeViolations(checkFloors(readSources('core')))).toBe('');
  });

  it.each([
    ['a floor above', { 'base/a.ts': "import { b } from '../client/b';", 'client/b.ts': '' }, 'base (floor 0) imports client'],
    ['wire from base', { 'base/a.ts': "export * from '../wire/b';", 'wire/b.ts': '' }, 'base (floor 0) imports wire'],
    ['a sibling', { 'stack/a.ts': "import { b } from '../safe/b';", 'safe/b.ts': '' }, 'stack (floor 2) imports safe'],
    ['another signal', { 'errors/a.ts': "import { b } from '../filters/b';", 'filters/b.ts': '' }, 'errors (floor 5) imports filters'],
    ['an entry', { 'client/a.ts': "const b = await import('../index');", 'index.ts': '' }, 'client (floor 4) imports entries'],
    ['an empty import', { 'base/a.ts': "import { type B } from '../client/b';", 'client/b.ts': '' }, 'base (floor 0) imports client'],
  ])('break when a file imports %s', (_case, files, message) => {
    expect(checkFloors(core(files as Record<string, string>))).toEqual([
      expect.objectContaining({ message: expect.stringContaining(message) }),
    ]);
  });

  it('break when a folder has no place', () => {
    expect(checkFloors(core({ 'stuff/a.ts': '' }))).toHaveLength(1);
  });

  it('let values go down, within a folder, and types anywhere', () => {
    const files = {
      'index.ts': "export { a } from './client/a';",
      'client/a.ts': "import { b } from '../scope/b'; import { c } from './c';",
      'client/c.ts': "import { d } from '../wire/d';",
      'scope/b.ts': "import type { C } from '../client/c'; type D = import('../client/c').D;",
      'wire/d.ts': "import { e } from '../base/e';",
      'base/e.ts': '',
    };
    expect(checkFloors(core(files))).toEqual([]);
  });
});

describe('the client', () => {
  it('reaches no signal', () => {
    expect(describeViolations(checkClientReach(readSources('core')))).toBe('');
  });

  it('is caught reaching one by type alone', () => {
    const files = { 'client/a.ts': "import type { B } from '../errors/b';", 'errors/b.ts': '' };
    expect(checkClientReach(core(files))).toHaveLength(1);
  });

  it('is caught reaching one through other floors', () => {
    const files = {
      'client/a.ts': "import { b } from '../scope/b';",
      'scope/b.ts': "import type { C } from '../logs/c';",
      'logs/c.ts': '',
    };
    expect(checkClientReach(core(files))[0]?.message).toContain(
      'client/a.ts -> packages/core/src/scope/b.ts -> packages/core/src/logs/c.ts',
    );
  });

  it('may be reached by signals', () => {
    const files = { 'errors/b.ts': "import { a } from '../client/a';", 'client/a.ts': "import { c } from '../wire/c';", 'wire/c.ts': '' };
    expect(checkClientReach(core(files))).toEqual([]);
  });
});
