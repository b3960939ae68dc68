// Makes a folder outside the workspace in which Vigil (from its packed tarballs) and the peer stand side by side, as a
// user's project would have them. Only this command installs the peer.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const PEER = '@sentry/node@11.10.0';
const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = path.join(root, 'node_modules/.cache/bench');

function run(command, args, cwd) {
  execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Bytes of a folder, everything in it. */
export function sizeOf(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    bytes += entry.isDirectory() ? sizeOf(full) : statSync(full).size;
  }
  return bytes;
}

function project(name) {
  const folder = path.join(cache, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name, private: true, type: 'module' }));
  return folder;
}

/** Installs both and returns their folders; Vigil's is made anew each time, the peer's is kept. */
export function setUp() {
  const tarballs = project('tarballs');
  for (const each of ['core', 'node'])
    run('npx', ['--yes', 'pnpm@10.34.8', 'pack', '--pack-destination', tarballs], path.join(root, 'packages', each));
  const files = readdirSync(tarballs).filter(name => name.endsWith('.tgz'));
  rmSync(path.join(cache, 'vigil'), { recursive: true, force: true });
  const vigil = project('vigil');
  run('npm', ['install', '--no-audit', '--no-fund', '--no-save', ...files.map(name => path.join(tarballs, name))], vigil);
  const peer = project('peer');
  if (!existsSync(path.join(peer, 'node_modules/@sentry/node'))) run('npm', ['install', '--no-audit', '--no-fund', PEER], peer);
  const load = project('load');
  if (!existsSync(path.join(load, 'node_modules/autocannon'))) run('npm', ['install', '--no-audit', '--no-fund', 'autocannon@8'], load);
  return { vigil, peer, load };
}
