// The public surface of the built packages as text, one file a package: `--check` compares, `--update` rewrites.
import { readFileSync, writeFileSync } from 'node:fs';
import { packages, ready } from '../../scripts/ready.mjs';
import { snapshotPath, surfaceOf } from './surface.mjs';

const update = process.argv.includes('--update');
ready();
let stale = 0;
for (const name of packages) {
  const path = snapshotPath(name);
  const surface = await surfaceOf(name);
  if (update) writeFileSync(path, surface);
  else if (readFileSync(path, 'utf8') !== surface) {
    stale += 1;
    console.error(`test/api/${name}.txt is not what @vigil/${name} exports; if that is meant: npm run api:update`);
  }
}
console.log(update ? 'rewritten' : `${packages.length - stale} of ${packages.length} up to date`);
process.exit(stale === 0 ? 0 : 1);
