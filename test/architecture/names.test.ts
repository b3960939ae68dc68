import { describe, expect, it } from 'vitest';
import { checkNames } from './names';
import { describeViolations, publishedPackages, readSources } from './sources';

describe('names of files and folders', () => {
  it.each(publishedPackages)('say something in %s', name => {
    expect(describeViolations(checkNames(readSources(name)))).toBe('');
  });

  it.each(['src/utils/a.ts', 'src/helpers.ts', 'src/a/common/b.ts', 'src/misc.d.ts', 'src/Util.tsx'])('%s says nothing', path => {
    expect(checkNames({ [path]: '' })).toHaveLength(1);
  });

  it('may contain such a word', () => {
    expect(checkNames({ 'src/commonPrefix.ts': '', 'src/mischief/a.ts': '' })).toEqual([]);
  });
});
