// Makes a fresh clone ready to run: installs and builds, each only when what it reads has changed since the last time.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));
export const cache = join(root, 'node_modules/.cache/vigil');

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** In the order in which they build on each other. */
export const packages = ['core', 'node', 'testkit', 'opentelemetry', 'express', 'fastify', 'fetch', 'browser', 'react'];

/** Runs a command in the repository and ends this process when it fails. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    ...options,
  });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/** The version of pnpm that package.json pins, whatever is or is not installed on the machine. */
export function pnpm(args) {
  // CI: pnpm asks before it replaces a folder of another pnpm, and there may be nobody to answer.
  run('npx', ['--yes', manifest.packageManager, ...args], { env: { ...process.env, CI: 'true' } });
}

function filesOf(folder) {
  if (!existsSync(folder)) return [];
  // by name: what an entry's folder is called differs within Node 20
  return readdirSync(folder, { recursive: true })
    .map(name => join(folder, name))
    .filter(path => statSync(path).isFile())
    .sort();
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(`${path}\0`).update(readFileSync(path));
  return hash.digest('hex');
}

/** Calls `work` unless the stamp of the last success says that nothing has changed. */
function once(name, inputs, output, work) {
  const stamp = join(cache, `${name}.stamp`);
  const key = hashOf(inputs);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;
  // Without a stamp until it has worked: what a failed run leaves behind must not pass for what an earlier one made.
  rmSync(stamp, { force: true });
  work();
  mkdirSync(cache, { recursive: true });
  writeFileSync(stamp, key);
}

function install() {
  const listed = folder => (existsSync(join(root, folder)) ? readdirSync(join(root, folder)).map(name => join(folder, name)) : []);
  const manifests = ['', ...listed('packages'), ...listed('examples'), ...listed('test')].map(folder => join(root, folder, 'package.json'));
  const inputs = [join(root, 'pnpm-lock.yaml'), join(root, 'pnpm-workspace.yaml'), ...manifests.filter(path => existsSync(path))];
  once('install', inputs, join(root, 'node_modules/.modules.yaml'), () => {
    console.log(`installing with ${manifest.packageManager}`);
    pnpm(['install', '--frozen-lockfile', '--reporter=append-only']);
  });
}

function build() {
  const inputs = ['pnpm-lock.yaml', 'tsconfig.base.json', 'tsup.base.ts', 'scripts/commonJs.mjs'].map(file => join(root, file));
  for (const name of packages) {
    const folder = join(root, 'packages', name);
    // What a package builds on is an input of its own build: its types stand in there.
    inputs.push(...['package.json', 'tsconfig.json', 'tsup.config.ts'].map(file => join(folder, file)));
    inputs.push(...filesOf(join(folder, 'src')).filter(path => !/\.test\.tsx?$|[\\/]fixtures[\\/]/.test(path)));
    once(`build-${name}`, inputs, join(folder, 'dist/index.js'), () => {
      console.log(`building @vigil/${name}`);
      run(process.execPath, [join(root, 'node_modules/tsup/dist/cli-default.js'), '--silent'], { cwd: folder });
      run(process.execPath, [join(root, 'scripts/commonJs.mjs'), folder]);
    });
  }
}

export function ready() {
  install();
  build();
}
