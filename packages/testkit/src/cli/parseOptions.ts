import { parseArgs } from 'node:util';
import type { Answer, Plan } from '../plan';

export interface CommandOptions {
  port: number;
  host: string;
  plan: Plan;
  json: boolean;
  /** Undefined: as the terminal can. */
  color: boolean | undefined;
  save: string | undefined;
}

export const USAGE = `vigil-ingest: a local Sentry server that prints what your application reports.

  vigil-ingest [options]

  --port <n>            where to listen; 0 picks a free port (default 8969)
  --host <address>      default 127.0.0.1; 0.0.0.0 also takes what comes from outside this machine
  --status <list>       answer with these, one a request, the last repeats: a status, reset or hang
                        (--status 503,503,200)
  --rate-limit <limit>  send this X-Sentry-Rate-Limits header (--rate-limit 60:error:key), with 429
                        unless --status says otherwise
  --delay <ms>          wait before each answer
  --json                print one line of JSON for each envelope instead of reports
  --save <file>         append that line to a file as well
  --color, --no-color   default: colours on a terminal, unless NO_COLOR is set
  --help                this text

Point the SDK at it with SENTRY_DSN=http://testkit@127.0.0.1:8969/1`;

const FLAGS = {
  port: { type: 'string', default: '8969' },
  host: { type: 'string', default: '127.0.0.1' },
  status: { type: 'string' },
  'rate-limit': { type: 'string' },
  delay: { type: 'string', default: '0' },
  json: { type: 'boolean', default: false },
  save: { type: 'string' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The options, `help`, or in words what is wrong with them. */
export function parseOptions(args: string[]): CommandOptions | 'help' | { wrong: string } {
  try {
    const { values } = parseArgs({ args, options: FLAGS, strict: true });
    if (values.help) return 'help';
    const headers = values['rate-limit'] === undefined ? undefined : { 'x-sentry-rate-limits': values['rate-limit'] };
    const statuses = (values.status ?? (headers ? '429' : '200')).split(',');
    const delayMs = toNumber('--delay', values.delay, 0, 3_600_000);
    return {
      port: toNumber('--port', values.port, 0, 65_535),
      host: values.host,
      plan: statuses.map(text => toAnswer(text.trim(), delayMs, headers)),
      json: values.json,
      color: values['no-color'] ? false : values.color,
      save: values.save,
    };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

function toAnswer(text: string, delayMs: number, headers: Record<string, string> | undefined): Answer {
  if (text === 'reset' || text === 'hang') return text;
  return { status: toNumber('--status', text, 200, 599), delayMs, headers };
}

function toNumber(name: string, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new RangeError(`${name} takes a number from ${least} to ${most}, not '${text}'`);
}
