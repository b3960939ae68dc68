// The public surface of the built packages as text and as docs/api, one file a package: `--check` compares, `--update` rewrites.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { packages, ready } from '../../scripts/ready.mjs';
import { referenceOf, referencePath } from './reference.mjs';
import { snapshotPath, surfaceOf } from './surface.mjs';

const update = process.argv.includes('--update');
ready();
let stale = 0;
for (const name of packages) {
  const pages = [
    [snapshotPath(name), await surfaceOf(name)],
    [referencePath(name), referenceOf(name)],
  ];
  if (update) for (const [path, text] of pages) writeFileSync(path, text);
  else if (pages.some(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text)) {
    stale += 1;
    console.error(`test/api/${name}.txt or docs/api/${name}.md is not what @vigil/${name} exports; if that is meant: npm run api:update`);
  }
}
console.log(update ? 'rewritten' : `${packages.length - stale} of ${packages.length} up to date`);
process.exit(stale === 0 ? 0 : 1);
