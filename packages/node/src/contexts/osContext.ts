import { release, version } from 'node:os';
import { readStart } from './readStart';

type OsContext = Record<string, string>;

const NAMES: Record<string, string> = {
  aix: 'IBM AIX',
  android: 'Android',
  darwin: 'macOS',
  freebsd: 'FreeBSD',
  linux: 'Linux',
  openbsd: 'OpenBSD',
  sunos: 'SunOS',
  win32: 'Windows',
};

/** The distribution as `/etc/os-release` tells it (protocol 5.6); empty where the text says nothing. */
export function parseOsRelease(text: string): OsContext {
  const value = (key: string): string | undefined => {
    const line = text.split('\n').find(each => each.startsWith(`${key}=`));
    return line
      ?.slice(key.length + 1)
      .trim()
      .replace(/^(["'])(.*)\1$/, '$2')
      .trim();
  };
  const context: OsContext = {};
  for (const [key, field] of [
    ['ID', 'distribution_name'],
    ['VERSION_ID', 'distribution_version'],
    ['PRETTY_NAME', 'distribution_pretty_name'],
  ] as const) {
    const said = value(key);
    if (said) context[field] = said;
  }
  return context;
}

/** The product version of macOS, which `uname` does not know, out of its `SystemVersion.plist`. */
export function parseSystemVersion(plist: string): string | undefined {
  return /<key>ProductVersion<\/key>\s{0,20}<string>([\d.]+)<\/string>/.exec(plist)?.[1];
}

/** Reads at most one small file and starts no process. */
export function readOsContext(platform: string = process.platform): OsContext {
  const kernel = release();
  const base = { name: NAMES[platform] ?? platform, version: kernel, kernel_version: kernel };
  if (platform === 'linux') return { ...base, ...parseOsRelease(readStart('/etc/os-release') || readStart('/usr/lib/os-release')) };
  if (platform === 'darwin') {
    return { ...base, version: parseSystemVersion(readStart('/System/Library/CoreServices/SystemVersion.plist')) ?? kernel };
  }
  return platform === 'win32' ? { ...base, raw_description: version() } : base;
}
