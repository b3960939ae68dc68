import type { ReceivedEnvelope } from '../decodeEnvelope';
import { startIngest } from '../ingest/startIngest';
import { formatEnvelope } from './formatEnvelope';
import { type CommandOptions, parseOptions, USAGE } from './parseOptions';

/** What the command needs of its process. */
export interface CommandHost {
  out(text: string): void;
  err(text: string): void;
  append(file: string, text: string): void;
  /** What the terminal can, when no option says. */
  color: boolean;
  width: number;
}
export interface RunningCommand {
  /** Undefined while the server runs; else the exit code of a command that is over. */
  exitCode?: number;
  dsn?: string;
  stop(): Promise<void>;
}

/** Starts `vigil-ingest` with these arguments. Never rejects. */
export async function runIngestCommand(args: string[], host: CommandHost): Promise<RunningCommand> {
  const options = parseOptions(args);
  const over = (exitCode: number): RunningCommand => ({ exitCode, stop: async () => {} });
  if (options === 'help') {
    host.out(`${USAGE}\n`);
    return over(0);
  }
  if ('wrong' in options) {
    host.err(`vigil-ingest: ${options.wrong}\n\n${USAGE}\n`);
    return over(2);
  }
  const counts = new Map<string, number>();
  try {
    const ingest = await startIngest({
      ...options,
      onEnvelope(envelope) {
        countItems(envelope, counts);
        show(envelope, options, host);
      },
    });
    host.err(`vigil-ingest listens on ${ingest.url}\n  SENTRY_DSN=${ingest.dsn}\nCtrl-C ends it.\n`);
    return { dsn: ingest.dsn, stop: () => ingest.close().then(() => host.err(`\n${summaryOf(counts)}\n`)) };
  } catch (error) {
    host.err(`vigil-ingest: ${explain(error, options)}\n`);
    return over(1);
  }
}

function show(envelope: ReceivedEnvelope, options: CommandOptions, host: CommandHost): void {
  const line = options.json || options.save ? `${JSON.stringify(envelope, showBytes)}\n` : '';
  host.out(options.json ? line : `${formatEnvelope(envelope, { color: options.color ?? host.color, width: host.width })}\n`);
  if (!options.save) return;
  try {
    host.append(options.save, line);
  } catch (error) {
    host.err(`vigil-ingest: cannot write to ${options.save}: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

/** Attachments in JSON as base64. */
function showBytes(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value;
}

function countItems({ items, malformed }: ReceivedEnvelope, counts: Map<string, number>): void {
  const names = items.map(({ headers }) => String(headers['type']));
  for (const name of malformed ? [...names, 'unreadable envelope'] : names) counts.set(name, (counts.get(name) ?? 0) + 1);
}

function summaryOf(counts: Map<string, number>): string {
  const parts = [...counts].map(([name, count]) => `${count} ${name}${count === 1 ? '' : 's'}`);
  return parts.length ? `Received: ${parts.join(', ')}.` : 'Nothing was received.';
}

function explain(error: unknown, { port, host }: CommandOptions): string {
  const { code, message } = error as { code?: string; message?: string };
  if (code !== 'EADDRINUSE') return `cannot listen on ${host}:${port}: ${message}`;
  return `port ${port} is taken: another vigil-ingest, or Spotlight, may be running. Give --port another number, or 0 for any free port.`;
}
