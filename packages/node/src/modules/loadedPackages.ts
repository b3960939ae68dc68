import fs from 'node:fs';
import Module from 'node:module';
import { fileURLToPath } from 'node:url';
import { packageOf } from './packageOf';

/** More are not read: reading one takes about 20 us, and the server keeps 8 KiB (protocol 5.1). */
const MAX_PACKAGES = 300;
const MAX_CHARS = 8_000;
/** A folder without `package.json`, or one of another shape. */
const UNKNOWN = '';

export interface LoadedPackages {
  /** Reads the version of the package a file belongs to, once. */
  add(file: string): void;
  /** Adds what CommonJS has loaded by now. */
  addCommonJs(): void;
  /** Name to version; several versions of one package are joined. The same object until something is added. */
  versions(): Record<string, string>;
}

function versionIn(folder: string): string {
  try {
    const path = folder.startsWith('file:') ? fileURLToPath(folder) : folder;
    const { version } = JSON.parse(fs.readFileSync(`${path}/package.json`, 'utf8')) as { version?: unknown };
    return typeof version === 'string' ? version : UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}

/** Files that `require` has loaded, CommonJS that ESM imported among them. Node keeps no such list of ES modules. */
export function commonJsFiles(): string[] {
  return Object.keys((Module as unknown as { _cache?: object })._cache ?? {});
}

export function createLoadedPackages(): LoadedPackages {
  const folders = new Set<string>();
  const known = new Map<string, string>();
  let listed: Record<string, string> | undefined;
  let chars = 0;
  let seenFiles = 0;

  function add(file: string): void {
    const place = packageOf(file);
    if (!place || folders.size >= MAX_PACKAGES || folders.has(place.folder)) return;
    folders.add(place.folder);
    const { name, folder } = place;
    const version = versionIn(folder);
    const before = known.get(name);
    if (version === UNKNOWN || before?.split(', ').includes(version)) return;
    chars += name.length + version.length + 6;
    if (chars > MAX_CHARS) return;
    known.set(name, before ? `${before}, ${version}` : version);
    listed = undefined;
  }
  return {
    add,
    addCommonJs() {
      const files = commonJsFiles();
      // what was loaded stays loaded, so that a look at the length is enough
      if (files.length === seenFiles) return;
      seenFiles = files.length;
      for (const file of files) add(file);
    },
    versions() {
      listed ??= Object.fromEntries(known);
      return listed;
    },
  };
}
