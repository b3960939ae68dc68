import { release } from 'node:os';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseOsRelease, parseSystemVersion, readOsContext } from './osContext';

describe('parseOsRelease', () => {
  it('reads id, version and full name, quoted or not', () => {
    const text = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\nID_LIKE=other\n';
    expect(parseOsRelease(text)).toEqual({
      distribution_name: 'debian',
      distribution_version: '12',
      distribution_pretty_name: 'Debian GNU/Linux 12 (bookworm)',
    });
  });

  it('has no white space or line ends in its values', () => {
    expect(parseOsRelease("ID=  alpine \r\nVERSION_ID='3.20.1'\r\n")).toEqual({
      distribution_name: 'alpine',
      distribution_version: '3.20.1',
    });
  });

  it('leaves out what is not there or empty', () => {
    expect(parseOsRelease('ID=arch\nVERSION_ID=\n')).toEqual({ distribution_name: 'arch' });
    expect(parseOsRelease('ID=" "')).toEqual({});
    expect(parseOsRelease('')).toEqual({});
  });

  it('takes any text', () => {
    fc.assert(fc.property(fc.string(), text => Object.values(parseOsRelease(`ID=${text}`)).every(value => value === value.trim())));
  });
});

describe('parseSystemVersion', () => {
  it('finds the product version', () => {
    const plist =
      '<dict>\n\t<key>ProductName</key>\n\t<string>macOS</string>\n\t<key>ProductVersion</key>\n\t<string>14.5</string>\n</dict>';
    expect(parseSystemVersion(plist)).toBe('14.5');
    expect(parseSystemVersion('')).toBeUndefined();
  });
});

describe('readOsContext', () => {
  it.each([
    ['linux', 'Linux'],
    ['darwin', 'macOS'],
    ['win32', 'Windows'],
    ['freebsd', 'FreeBSD'],
    ['haiku', 'haiku'],
  ])('names %s %s', (platform, name) => {
    expect(readOsContext(platform)).toMatchObject({ name, version: release(), kernel_version: release() });
  });
});
