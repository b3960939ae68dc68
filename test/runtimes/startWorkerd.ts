import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Running } from '../scenarios/startProgram';
import { runtime } from './runtime';

export interface WorkerOptions {
  /** The binding `SENTRY_DSN`. */
  dsn: string;
  /** Compatibility date. Default: one at which nothing of Node's is there unless a flag asks for it, as it is from 2026-08-04 on. */
  date?: string;
  /** Compatibility flags. Default: none. */
  flags?: string[];
  /** Further text bindings. */
  bindings?: Record<string, string>;
  /** Classes of Durable Objects, each bound under its name. Default: none. */
  objects?: string[];
}

const text = (value: string): string => JSON.stringify(value);

/** One worker of one module, which may call servers of this machine. */
function configOf({ dsn, date = '2026-01-01', flags = [], bindings = {}, objects = [] }: WorkerOptions): string {
  const texts = Object.entries({ SENTRY_DSN: dsn, ...bindings }).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`);
  const classes = objects.map(name => `(className = ${text(name)}, uniqueKey = ${text(name)})`);
  const namespaces = objects.map(name => `(name = ${text(name)}, durableObjectNamespace = ${text(name)})`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = ${text(date)},
      compatibilityFlags = [${flags.map(text).join(', ')}],
      bindings = [${[...texts, ...namespaces].join(', ')}],
      durableObjectNamespaces = [${classes.join(', ')}],
      durableObjectStorage = (inMemory = void),
      globalOutbound = "network",
    )),
    (name = "network", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);`;
}

/** Bundles the file as a deployment to Workers does, and serves it. */
export async function startWorkerd(file: URL, options: WorkerOptions): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-worker-'));
  await build({
    entryPoints: [fileURLToPath(file)],
    outfile: join(folder, 'worker.js'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'import'],
    external: ['node:*', 'cloudflare:*'],
    logLevel: 'error',
  });
  writeFileSync(join(folder, 'config.capnp'), configOf(options));
  const { binary = '', nodeArgs } = runtime('workerd');
  const child = spawn(binary, [...nodeArgs, join(folder, 'config.capnp')], { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', chunk => (said.stdout += chunk));
  child.stderr?.on('data', chunk => (said.stderr += chunk));
  const ended = once(child, 'close').then(([code, signal]) => {
    rmSync(folder, { recursive: true, force: true });
    return { code, signal, ...said };
  });
  // it says on the descriptor of its own at which port it listens
  const listens = once(child.stdio[3]!, 'data').then(([line]) => JSON.parse(String(line)) as { port: number });
  const first = await Promise.race([listens, ended]);
  if (!('port' in first)) throw new Error(`workerd ended with ${first.code} before it listened:\n${first.stderr}`);
  return {
    url: `http://127.0.0.1:${first.port}`,
    stop: () => {
      child.kill();
      return ended;
    },
  };
}
