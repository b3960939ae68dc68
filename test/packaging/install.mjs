// What a user does first: install, import, require. Nothing but @vigil and the peers may have come along.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packages, root, run } from '../../scripts/ready.mjs';
import { installTarballs, tarballOf, tarballs } from './tarballs.mjs';

await installTarballs(folder => {
  const installed = readdirSync(join(folder, 'node_modules')).filter(name => !name.startsWith('.'));
  const ours = readdirSync(join(folder, 'node_modules/@vigil')).sort();
  console.log(`installed: ${installed.join(' ')}, of it @vigil/: ${ours.join(' ')}`);
  // npm brings the peers along
  if (installed.filter(name => name !== 'react').join() !== '@vigil' || ours.join() !== [...packages].sort().join()) process.exit(1);
  cpSync(join(root, 'test/packaging/consumer'), folder, { recursive: true });
  for (const program of ['smoke.mjs', 'smoke.cjs']) run(process.execPath, [program], { cwd: folder });

  // pnpm asks the registry for what a tarball stands on, unless it is told as the README says
  const strict = join(folder, 'strict');
  mkdirSync(strict);
  const [, overrides] = /```yaml\n(overrides:\n[^`]*)```/.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
  writeFileSync(join(strict, 'package.json'), JSON.stringify({ private: true }));
  writeFileSync(join(strict, 'pnpm-workspace.yaml'), overrides.replaceAll('../vigil/packed', tarballs));
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  run('npx', ['--yes', packageManager, 'add', ...['core', 'node', 'express'].map(tarballOf)], { cwd: strict });
  run(process.execPath, ['--input-type=module', '--eval', "import '@vigil/node'; import '@vigil/express'"], { cwd: strict });
});
