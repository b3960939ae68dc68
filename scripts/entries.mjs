// What the packages export, read from their manifests: nothing else lists the entries.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packages, root } from './ready.mjs';

/** One row for each entry: its specifier and, by module format, the built code and its types. */
export function entries() {
  return packages.flatMap(name => {
    const folder = join(root, 'packages', name);
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return Object.entries(manifest.exports)
      .filter(([, target]) => typeof target === 'object')
      .map(([subpath, target]) => ({
        package: name,
        specifier: manifest.name + subpath.slice(1),
        esm: { code: join(folder, target.import.default), types: join(folder, target.import.types) },
        cjs: { code: join(folder, target.require.default), types: join(folder, target.require.types) },
      }));
  });
}
