import { describe, expect, it } from 'vitest';
import { checkCycles } from './cycles';
import { describeViolations, publishedPackages, readSources } from './sources';

describe('circles of imports', () => {
  it.each(publishedPackages)('do not exist in %s', name => {
    expect(describeViolations(checkCycles(readSources(name)))).toBe('');
  });

  it('are found over several files', () => {
    const sources = {
      'src/a.ts': "import { b } from './b';",
      'src/b.ts': "export { c } from './c';",
      'src/c.ts': "import { a } from './a';",
    };
    expect(checkCycles(sources).map(({ message }) => message)).toEqual(['circle: src/a.ts -> src/b.ts -> src/c.ts -> src/a.ts']);
  });

  it('are none when one side is a type, or when two ways lead to one file', () => {
    const sources = {
      'src/a.ts': "import { b } from './b'; import { c } from './c';",
      'src/b.ts': "import type { A } from './a'; import { c } from './c';",
      'src/c.ts': '',
    };
    expect(checkCycles(sources)).toEqual([]);
  });
});
