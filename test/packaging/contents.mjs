// What stands in the tarballs of `npm run pack`: no source, no dependency from outside, at most 1 MB unpacked.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { packages } from '../../scripts/ready.mjs';
import { listTarball, tarballOf } from './tarballs.mjs';

const MAX_UNPACKED = 1_000_000;
const MUST_HAVE = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE'];
/** What a package may ask its user to have, by package. */
const PEERS = { opentelemetry: ['@opentelemetry/api'], react: ['react'] };
const MUST_NOT_HAVE = /(^src\/|\.test\.|tsconfig|tsup|\.stamp$|\.map$)/;

let problems = 0;
const problem = text => {
  problems += 1;
  console.error(`problem: ${text}`);
};

for (const name of packages) {
  const files = listTarball(tarballOf(name));
  const unpacked = files.reduce((sum, { bytes }) => sum + bytes, 0);
  console.log(`@vigil/${name}: ${files.length} files, ${unpacked} bytes unpacked, ${statSync(tarballOf(name)).size} packed`);
  if (unpacked > MAX_UNPACKED) problem(`@vigil/${name} unpacks to ${unpacked} bytes, ${MAX_UNPACKED} at most`);
  for (const path of MUST_HAVE) if (!files.some(file => file.path === path)) problem(`@vigil/${name} lacks ${path}`);
  for (const { path } of files) if (MUST_NOT_HAVE.test(path)) problem(`@vigil/${name} carries ${path}`);
  const manifest = JSON.parse(spawnSync('tar', ['-xzOf', tarballOf(name), 'package/package.json'], { encoding: 'utf8' }).stdout);
  const dependencies = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.peerDependencies };
  for (const [dependency, range] of Object.entries(dependencies)) {
    const isPeer = dependency in (manifest.peerDependencies ?? {}) && PEERS[name]?.includes(dependency);
    if (!dependency.startsWith('@vigil/') && !isPeer) problem(`@vigil/${name} depends on ${dependency}`);
    if (range.startsWith('workspace:')) problem(`@vigil/${name} depends on ${dependency} at ${range}`);
  }
  for (const hook of ['preinstall', 'install', 'postinstall']) if (manifest.scripts?.[hook]) problem(`@vigil/${name} runs ${hook}`);
}
process.exit(problems === 0 ? 0 : 1);
