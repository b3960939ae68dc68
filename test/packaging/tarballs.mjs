import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packages, root, run } from '../../scripts/ready.mjs';

/** Where `npm run pack` puts them. */
export const tarballs = join(root, 'packed');

export const tarballOf = name => join(tarballs, `vigil-${name}.tgz`);

/** Path and size of each file in a tarball. */
export function listTarball(path) {
  const { stdout, stderr, status } = spawnSync('tar', ['-tvzf', path], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`tar: ${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map(line => line.split(/\s+/))
    .map(columns => ({
      bytes: Number(columns[2]),
      path: columns
        .slice(5)
        .join(' ')
        .replace(/^package\//, ''),
    }));
}

/** A folder outside the repository with all tarballs installed by npm, as a user has them, and `others` beside them. */
export async function installTarballs(work, others = []) {
  if (!packages.every(name => existsSync(tarballOf(name)))) throw new Error('npm run pack comes first');
  const folder = await mkdtemp(join(tmpdir(), 'vigil-consumer-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  // A folder is npm's project when it has a manifest; `--prefix` would also move the place of npm's global settings.
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel', 'error'];
  run('npm', ['install', ...flags, ...packages.map(tarballOf), ...others], { cwd: folder });
  await work(folder);
}
