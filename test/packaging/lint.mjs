// publint and attw on the tarballs. attw checks the module resolutions of Node 16 and bundlers; those of before `exports` are compiled (types.mjs).
import { join } from 'node:path';
import { packages, root, run } from '../../scripts/ready.mjs';
import { tarballOf } from './tarballs.mjs';

for (const name of packages) {
  console.log(`\n@vigil/${name}`);
  run(process.execPath, [join(root, 'test/packaging/node_modules/publint/src/cli.js'), tarballOf(name), '--strict']);
  run(process.execPath, [
    join(root, 'test/packaging/node_modules/@arethetypeswrong/cli/dist/index.js'),
    tarballOf(name),
    '--profile',
    'node16',
    '--no-emoji',
  ]);
}
