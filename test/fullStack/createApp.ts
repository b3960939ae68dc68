import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import getPort from 'get-port';
import { tarballOf } from '../packaging/tarballs.mjs';
import { binaryOf } from '../runtimes/binaryOf';
import { type App, filesOf } from './apps';

export interface BuiltApp {
  /** Returns where it listens, and the folder it was built in. */
  start(dsn: string): Promise<{ url: string; folder: string }>;
  stop(): Promise<void>;
}

const { NODE_OPTIONS: _options, VITEST: _vitest, NODE_ENV: _env, SENTRY_DSN: _dsn, ...inherited } = process.env;
const quiet = { ...inherited, CI: 'true', NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1' };

async function nodeFor({ node }: App): Promise<string> {
  const binary = node ? await binaryOf(node) : process.execPath;
  if (!binary) throw new Error(`Node ${node} is not to be had`);
  return binary;
}

async function build({ folder: name, title, packages, build }: App, folder: string, node: string, dsn: string): Promise<void> {
  cpSync(fileURLToPath(new URL(`./apps/${name}`, import.meta.url)), folder, { recursive: true });
  for (const [file, code] of filesOf(title)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), code);
  }
  const run = promisify(execFile);
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  await run('npm', ['install', ...flags, ...packages.map(tarballOf)], { cwd: folder, env: quiet });
  // the page's code reads it where it is built
  const env = { ...quiet, NEXT_PUBLIC_SENTRY_DSN: dsn, PUBLIC_SENTRY_DSN: dsn };
  if (build) await run(node, build, { cwd: folder, env, maxBuffer: 1 << 26 });
}

async function isListening(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    try {
      await fetch(`${url}/ready`);
      return;
    } catch {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
}

/** Makes an app of its fixture and its section on the page, installs, builds and serves it. `stop` is right also after a start that failed. */
export function createApp(app: App): BuiltApp {
  let folder: string | undefined;
  let child: ChildProcess | undefined;
  return {
    async start(dsn) {
      folder = realpathSync(mkdtempSync(join(tmpdir(), `vigil-${app.folder}-`)));
      const node = await nodeFor(app);
      await build(app, folder, node, dsn);
      const port = await getPort({ host: '127.0.0.1' });
      const env = { ...quiet, SENTRY_DSN: dsn, PORT: String(port), HOST: '127.0.0.1', HOSTNAME: '127.0.0.1', TMPDIR: folder };
      child = spawn(node, app.serve, { cwd: folder, env, stdio: 'ignore' });
      const url = `http://127.0.0.1:${port}`;
      await isListening(url, child);
      return { url, folder };
    },
    async stop() {
      if (child && child.exitCode === null) {
        child.kill();
        await once(child, 'exit');
      }
      if (folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}
