// Programs that others wrote, as their registries have them: fetched into the cache when first asked for, each at one version.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from '../../scripts/ready.mjs';

const folder = join(cache, 'interop');
const npmInstall = own => ['npm', ['install', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], own];

/** Runs commands, each in a few minutes at most; what the first that fails says, undefined when all went well. */
function failureOf(commands) {
  for (const [command, args, cwd] of commands) {
    const { status, error, stderr } = spawnSync(command, args, {
      cwd,
      encoding: 'utf8',
      timeout: 150_000,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (status !== 0) return `${command}: ${error?.message ?? stderr.split('\n').find(line => /error/i.test(line))}`;
  }
  return undefined;
}

/** Installs under `name` unless it is there. Into a folder beside first, so that what is there is whole. Needs the network once. */
function once(name, file, commandsFor) {
  const path = join(folder, name);
  if (existsSync(join(path, file))) return { path: join(path, file) };
  mkdirSync(folder, { recursive: true });
  const own = mkdtempSync(`${path}-`);
  const why = failureOf(commandsFor(own));
  if (!why) renameSync(own, path);
  rmSync(own, { recursive: true, force: true });
  return why ? { why } : { path: join(path, file) };
}

/** Spotlight's sidecar: `path` of its program, or `why` there is none. hono is the one it was built with: it breaks on later ones. */
export function spotlight(version = '4.11.8') {
  const manifest = { private: true, dependencies: { '@spotlightjs/spotlight': version }, overrides: { hono: '4.12.25' } };
  return once(`spotlight-${version}`, 'node_modules/@spotlightjs/spotlight/dist/run.js', own => {
    writeFileSync(join(own, 'package.json'), JSON.stringify(manifest));
    return [npmInstall(own)];
  });
}

/** Jest: `path` of its program, or `why` there is none. */
export function jest(version = '30.2.0') {
  const manifest = { private: true, dependencies: { jest: version } };
  return once(`jest-${version}`, 'node_modules/jest/bin/jest.js', own => {
    writeFileSync(join(own, 'package.json'), JSON.stringify(manifest));
    return [npmInstall(own)];
  });
}

/** Bugsink: `path` of a Python that has it, or `why` there is none. A virtual environment cannot be moved: packages go into a plain folder. */
export function bugsink(version = '2.6.1') {
  const pip = own => ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', own, `bugsink==${version}`];
  return once(`bugsink-${version}`, 'bugsink/wsgi.py', own => [['python3', pip(own)]]);
}
