import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { entries } from '../../scripts/entries.mjs';

export interface ProgramOptions {
  /** Given as SENTRY_DSN, as a deployment would. */
  dsn?: string;
  args?: string[];
  /** For Node. */
  nodeArgs?: string[];
  env?: Record<string, string>;
  /** Of Node; default the one that runs the tests. */
  binary?: string;
}
/** How a program ended, and what it said. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  /** Process ids masked. */
  stderr: string;
}
export interface Running {
  /** Where it listens, as it printed: `listening <url>`. */
  url: string;
  /** Tells it to end by closing its standard input. */
  stop(): Promise<Ending>;
}

/** A program in a process of its own, where the packages are the built ones. `file` is absolute, or a URL. */
function launch(file: URL, { dsn = '', args = [], nodeArgs = [], env = {}, binary = process.execPath }: ProgramOptions): ChildProcess {
  const missing = entries().find(({ esm }) => !existsSync(esm.code));
  if (missing) throw new Error(`${missing.specifier} is not built: npm run build`);
  const { NODE_OPTIONS: _options, VITEST: _vitest, NODE_ENV: _env, SENTRY_RELEASE: _release, ...inherited } = process.env;
  // its own: a spool must not travel from one test to the next
  const temporary = mkdtempSync(join(tmpdir(), 'vigil-program-'));
  const child = spawn(binary, [...nodeArgs, fileURLToPath(file), ...args], {
    env: { ...inherited, TMPDIR: temporary, SENTRY_DSN: dsn, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.on('close', () => rmSync(temporary, { recursive: true, force: true }));
  return child;
}

function watch(child: ChildProcess, onText: (stdout: string) => void = () => {}): Promise<Ending> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', chunk => {
    stdout += chunk;
    onText(stdout);
  });
  child.stderr?.on('data', chunk => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr: stderr.replace(/\(node:\d+\)/g, '(node:PID)') }));
  });
}

export function runProgram(file: URL, options: ProgramOptions = {}): Promise<Ending> {
  const child = launch(file, options);
  child.stdin?.end();
  return watch(child);
}

/** What the program printed as its last line, read as JSON. Anything on stderr but the one line of the `warning` with this code is an error. */
export async function readProgram<T = Record<string, unknown>>(file: URL, options: ProgramOptions = {}, warning = ''): Promise<T> {
  const { code, stdout, stderr } = await runProgram(file, options);
  if (code !== 0 || stderr.replace(/^\[vigil\] (V\d+) .*\n$/, '$1') !== warning)
    throw new Error(`${file.pathname} ended with ${code}:\n${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as T;
}

/** Resolves when the program says where it listens. */
export function startProgram(file: URL, options: ProgramOptions = {}): Promise<Running> {
  const child = launch(file, options);
  return new Promise((resolve, reject) => {
    const ending = watch(child, stdout => {
      const url = /^listening (\S+)$/m.exec(stdout)?.[1];
      if (url) resolve({ url, stop });
    });
    const stop = (): Promise<Ending> => {
      child.stdin?.end();
      return ending;
    };
    ending.then(({ code, stderr }) => reject(new Error(`${file.pathname} ended with ${code} before it listened:\n${stderr}`)), reject);
  });
}

export const app = (name: string): URL => new URL(`./apps/${name}`, import.meta.url);
