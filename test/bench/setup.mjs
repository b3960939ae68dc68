// Makes a folder outside the workspace in which Vigil (from its packed tarballs) and the peer stand side by side, as a
// user's project would have them. Only this command installs the peer.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const PEER = '@sentry/node@11.10.0';
export const BROWSER_PEER = '@sentry/browser@11.10.0';
const FRAMEWORKS = ['express@5.3.0', 'fastify@5.12.8'];
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

function install(folder, packages) {
  run('npm', ['install', '--no-audit', '--no-fund', '--no-save', ...packages], folder);
  return folder;
}

/** A folder with Vigil's packages, made anew each time: what is built changes. */
function vigilProject(name, packages, beside = []) {
  const tarballs = project('tarballs');
  for (const each of packages)
    run('npx', ['--yes', 'pnpm@10.34.8', 'pack', '--pack-destination', tarballs], path.join(root, 'packages', each));
  const files = readdirSync(tarballs).filter(file => packages.some(each => file.startsWith(`vigil-${each}-`)));
  rmSync(path.join(cache, name), { recursive: true, force: true });
  return install(project(name), [...files.map(file => path.join(tarballs, file)), ...beside]);
}

/** A folder with what does not change, made once. */
function kept(name, packages) {
  const folder = project(name);
  const has = each => existsSync(path.join(folder, 'node_modules', each.replace(/(?<=.)@.*/, '')));
  return packages.every(has) ? folder : install(folder, packages);
}

/** Installs both and returns their folders. */
export function setUp() {
  return { vigil: vigilProject('vigil', ['core', 'node']), peer: kept('peer', [PEER]), load: kept('load', ['autocannon@8']) };
}

/** The same with the frameworks beside them. */
export function setUpFrameworks() {
  return {
    vigil: vigilProject('vigil-frameworks', ['core', 'node', 'express', 'fastify'], FRAMEWORKS),
    peer: kept('peer-frameworks', [PEER, ...FRAMEWORKS]),
  };
}

export const browserPeer = () => kept('browser-peer', [BROWSER_PEER]);
