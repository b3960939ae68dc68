// What only the system's package manager has: installed where this process may, once a run.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The path of a program, or undefined. */
export function onPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, name))
    .find(path => existsSync(path));
}

/** Installs packages by apt-get, as root or by a sudo that asks for no password. Returns why it could not, or undefined. */
export function installDebian(packages) {
  if (!onPath('apt-get')) return 'there is no apt-get';
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && spawnSync('sudo', ['-n', 'true']).status !== 0) return 'neither root nor a sudo without a password';
  const run = (...args) => {
    const [command, ...rest] = [...(isRoot ? [] : ['sudo', '-n']), 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y', ...args];
    const { status, stderr } = spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
    return status === 0 ? undefined : `apt-get ${args[0]}: ${stderr.trim().split('\n').at(-1)}`;
  };
  console.log(`installing ${packages.join(', ')}`);
  // Lists that cannot be had now may be here from before.
  const stale = run('update');
  const failed = run('install', '--no-install-recommends', ...packages);
  return failed && [failed, stale].filter(Boolean).join('; ');
}
