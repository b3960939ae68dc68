// `npm run pack`: the packages as npm would get them, in ./packed, to install from until they are published.
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packages, pnpm, ready, root } from './ready.mjs';

const folder = join(root, 'packed');
ready();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
pnpm(['--recursive', ...packages.flatMap(name => ['--filter', `./packages/${name}`]), 'pack', '--pack-destination', folder]);
for (const name of packages) renameSync(join(folder, `vigil-${name}-${manifestOf(name).version}.tgz`), join(folder, `vigil-${name}.tgz`));

function manifestOf(name) {
  return JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
}

/** A package and the ones of ours that it stands on, those first. */
function setOf(name) {
  const { dependencies = {} } = manifestOf(name);
  const below = packages.filter(each => `@vigil/${each}` in dependencies);
  return [...new Set([...below.flatMap(setOf), name])];
}
console.log('\nOne line for each package, with what it stands on:\n');
for (const name of packages)
  console.log(
    `npm install ${setOf(name)
      .map(each => join(folder, `vigil-${each}.tgz`))
      .join(' ')}`,
  );
