import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startIngest } from '@vigil/testkit';
import type { Accepted, Cell, CellReport } from './cellTypes';
import { faultOf } from './faults';
import { judge } from './judge';
import type { Result } from './runCells';

interface Line {
  captured?: string;
  eventId?: string;
  status?: string;
  stats?: CellReport['stats'];
}
interface Ended {
  lines: Line[];
  stderr: string;
  stayed: boolean;
}

const program = fileURLToPath(new URL('./apps/ending.mjs', import.meta.url));
/** For a start, one second of shutdown and an end. */
const BOUND_MS = 40_000;
// every write to a file fails, those to pipes do not
const FULL_DISK = `trap '' XFSZ; ulimit -f 0; exec "$0" "$@"`;

function run(command: string[], dsn: string): Promise<Ended> {
  const [binary = '', ...args] = command;
  const { NODE_OPTIONS: _options, VITEST: _vitest, ...env } = process.env;
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...env, SENTRY_DSN: dsn } });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', chunk => (said.stdout += chunk));
  child.stderr.on('data', chunk => (said.stderr += chunk));
  let stayed = false;
  const timer = setTimeout(() => (stayed = child.kill('SIGKILL')), BOUND_MS);
  return new Promise(resolve => {
    child.on('close', () => {
      clearTimeout(timer);
      const lines = said.stdout.split('\n').filter(Boolean);
      resolve({ lines: lines.map(line => JSON.parse(line) as Line), stderr: said.stderr, stayed });
    });
  });
}

/** Below the ports that are given out: nobody else has it until the server is back. */
let nextPort = 20_000 + (process.pid % 10_000);

async function freePort(): Promise<number> {
  for (;;) {
    const port = nextPort++;
    const server = net.createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    server.close();
    if (!isFree) continue;
    await once(server, 'close');
    return port;
  }
}

/** A folder that is of no use, for root too. */
function readOnly(folder: string): string {
  if (process.getuid?.() === 0) return '/proc/vigil/spool';
  mkdirSync(folder);
  chmodSync(folder, 0o500);
  return join(folder, 'spool');
}

/** A process that ends while nobody can be reached; then one more, when the server is back. */
export async function runEnding(binary: string, cell: Cell): Promise<Result> {
  const { spool } = faultOf(cell.fault);
  const port = await freePort();
  const dsn = `http://key@127.0.0.1:${port}/1`;
  const folder = mkdtempSync(join(tmpdir(), 'vigil-ending-'));
  const dir = spool === 'read-only' ? readOnly(join(folder, 'locked')) : join(folder, 'spool');
  const first = await run([...(spool === 'full' ? ['sh', '-c', FULL_DISK] : []), binary, program, dir], dsn);
  const ingest = await startIngest({ port });
  const second = await run([binary, program, dir, 'again'], dsn);
  const accepted: Accepted = new Map();
  for (const { event_id = '' } of ingest.events()) accepted.set(event_id, (accepted.get(event_id) ?? 0) + 1);
  await ingest.close();
  rmSync(folder, { recursive: true, force: true });
  const stats = first.lines.find(line => line.stats)?.stats;
  const report: CellReport | undefined = stats && {
    ids: first.lines.flatMap(({ captured }) => captured ?? []),
    outcomes: Object.fromEntries(first.lines.flatMap(({ eventId, status = '' }) => (eventId ? [[eventId, status]] : []))),
    stats,
    thrown: [],
    late: [],
  };
  const uncaught = [first.stderr, second.stderr].filter(Boolean);
  const stayed = first.stayed || second.stayed;
  return { ...cell, report, figures: judge({ item: cell.item, report, accepted, attachments: 0, uncaught, stayed }) };
}
