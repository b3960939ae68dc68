import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { binaryOf } from '../runtimes/binaryOf';
import { runtime } from '../runtimes/runtime';
import { startWorkerd } from '../runtimes/startWorkerd';
import type { Cell, CellReport, Figures, RuntimeId, Task } from './cellTypes';
import { faultOf } from './faults';
import { judge } from './judge';
import { runEnding } from './runEnding';
import { type FaultServer, startFaultServer } from './startFaultServer';

export interface Result extends Cell {
  /** Undefined: skipped, and why. */
  figures: Figures | undefined;
  why?: string;
  /** For whoever looks into a cell that is not all zeros. */
  report?: CellReport | undefined;
}

interface Ran {
  reports: Array<CellReport | undefined>;
  uncaught: string[];
  stayed: boolean;
}

/** Longer than any flush of the matrix may take; a busy machine is no fault. */
const BOUND_MS = 40_000;
/** From the last report to the end of the process. */
const END_MS = 20_000;

const app = (name: string): URL => new URL(`./apps/${name}`, import.meta.url);

interface Command {
  binary: string;
  args: string[];
  sdk: string;
}

async function commandOf(id: RuntimeId): Promise<Command | undefined> {
  const major = /^Node (\d+)/.exec(id)?.[1];
  const { binary, nodeArgs } = major
    ? { binary: await binaryOf(Number(major)), nodeArgs: [] }
    : runtime(id.startsWith('Bun') ? 'bun' : id.startsWith('Deno') ? 'deno' : 'workerd');
  return binary ? { binary, args: nodeArgs, sdk: id.endsWith('fetch') ? '@vigil/fetch' : '@vigil/node' } : undefined;
}

/** All tasks in one process. */
export function runInProcess(binary: string, args: string[], sdk: string, tasks: Task[], endMs = END_MS): Promise<Ran> {
  const { NODE_OPTIONS: _options, VITEST: _vitest, ...env } = process.env;
  const child = spawn(binary, [...args, fileURLToPath(app('cells.mjs')), sdk], { stdio: 'pipe', env });
  let stdout = '';
  let stderr = '';
  let stayed = false;
  let timer: NodeJS.Timeout | undefined;
  child.stdout.on('data', chunk => {
    stdout += chunk;
    if (!stdout.endsWith('\n') || timer) return;
    timer = setTimeout(() => {
      stayed = true;
      child.kill('SIGKILL');
    }, endMs);
  });
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  child.stdin.end(JSON.stringify(tasks));
  return new Promise(resolve => {
    child.on('close', () => {
      clearTimeout(timer);
      const { reports, uncaught } = stdout ? JSON.parse(stdout) : { reports: [], uncaught: [stderr] };
      resolve({ reports, uncaught, stayed });
    });
  });
}

/** Each task in a request of its own. */
async function runInWorkerd(tasks: Task[]): Promise<Ran> {
  const server = await startWorkerd(app('worker.mjs'), { dsn: '' });
  const answers = await Promise.all(
    tasks.map(async task => {
      const response = await fetch(server.url, { method: 'POST', body: JSON.stringify(task) });
      const text = await response.text();
      return response.ok ? (JSON.parse(text) as { report: CellReport; uncaught: string[] }) : { report: undefined, uncaught: [text] };
    }),
  );
  await server.stop();
  return { reports: answers.map(({ report }) => report), uncaught: answers.flatMap(({ uncaught }) => uncaught), stayed: false };
}

export function taskOf({ fault, item }: Pick<Cell, 'fault' | 'item'>, { dsn }: Pick<FaultServer, 'dsn'>): Task {
  const { jumpMs = 0 } = faultOf(fault);
  return { item, dsn, options: { retry: { maxAttempts: 4, baseMs: 20 } }, jumpMs, boundMs: BOUND_MS };
}

async function runLiving(id: RuntimeId, cells: Cell[], { binary, args, sdk }: Command): Promise<Result[]> {
  const servers = await Promise.all(cells.map(({ fault }) => startFaultServer(faultOf(fault))));
  const tasks = cells.map((cell, at) => taskOf(cell, servers[at]!));
  const { reports, uncaught, stayed } = id === 'workerd' ? await runInWorkerd(tasks) : await runInProcess(binary, args, sdk, tasks);
  for (const server of servers) server.close();
  return cells.map((cell, at) => {
    const { accepted, attachments } = servers[at]!;
    const report = reports[at];
    return { ...cell, report, figures: judge({ item: cell.item, report, accepted, attachments: attachments(), uncaught, stayed }) };
  });
}

/** The cells of one runtime, all at once: in one process, those that end their process in one of their own each. */
export async function runCells(id: RuntimeId, cells: Cell[]): Promise<Result[]> {
  const command = await commandOf(id);
  if (!command) return cells.map(cell => ({ ...cell, figures: undefined, why: `${id} is not to be had here` }));
  const isEnding = ({ fault }: Cell) => !!faultOf(fault).spool;
  const living = runLiving(
    id,
    cells.filter(cell => !isEnding(cell)),
    command,
  );
  const ending = cells.filter(isEnding).map(cell => runEnding(command.binary, cell));
  return [...(await living), ...(await Promise.all(ending))];
}
