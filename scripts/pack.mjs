// `npm run pack`: the packages as npm would get them, in ./packed, to install from until they are published.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packages, pnpm, ready, root } from './ready.mjs';

const folder = join(root, 'packed');
ready();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const name of packages) pnpm(['--dir', `packages/${name}`, 'pack', '--out', join(folder, `vigil-${name}.tgz`)]);
console.log(
  `\nnpm install ${packages
    .filter(name => !['browser', 'express', 'fastify', 'fetch', 'opentelemetry', 'react', 'testkit'].includes(name))
    .map(name => `${folder}/vigil-${name}.tgz`)
    .join(' ')}`,
);
