import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startIngest } from '@vigil/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { certificate } from '../../packages/node/src/http/fixtures/certificate';
import { binaryOf } from '../runtimes/binaryOf';

const run = promisify(execFile);
const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Values that the server saw, by name. */
type Seen = Record<'x-own' | 'sentry-trace' | 'baggage', string[]>;
interface Row {
  client: string;
  form: string;
  traced: Seen;
  untraced: Seen;
  given: Seen;
  bare: Seen;
}
interface Matrix {
  node: string;
  traceId: string;
  flushed: boolean;
  rows: Row[];
}

const majors = [20, 22, 24];
const binaries = await Promise.all(majors.map(binaryOf));
const table = new Map<string, string[]>();

function tick(row: Row, cell: string): void {
  table.set(row.client, [...(table.get(row.client) ?? []), cell]);
}

describe.each(majors.map((major, at) => [major, binaries[at]] as const))('outgoing requests on Node %i', (major, binary) => {
  if (!binary) console.log(`Node ${major} is not to be had here: its column is not tested`);

  it.skipIf(!binary)('carry the trace whichever client makes them, and keep what their caller wrote', { timeout: 120_000 }, async () => {
    const ingest = await startIngest();
    const env = { PATH: process.env['PATH'], SENTRY_DSN: ingest.dsn, TLS_KEY: certificate.key, TLS_CERT: certificate.cert };
    const { stdout } = await run(binary!, [pathOf('matrix.mjs')], { env, timeout: 100_000 });
    const { traceId, flushed, rows } = JSON.parse(stdout.trim().split('\n').at(-1)!) as Matrix;
    const trace = [expect.stringMatching(new RegExp(`^${traceId}-[0-9a-f]{16}(-[01])?$`))];

    for (const row of rows) {
      const of = `${row.client}, headers as ${row.form}`;
      expect(row.traced['sentry-trace'], of).toEqual(trace);
      expect(row.traced.baggage.join(), of).toMatch(/^vendor=1,.*sentry-release=matrix%401/);
      expect(row.traced['x-own'], of).toEqual(['mine']);
      expect(row.untraced, of).toEqual({ 'x-own': ['mine'], 'sentry-trace': [], baggage: ['vendor=1'] });
      expect(row.given, of).toEqual({ 'x-own': ['mine'], 'sentry-trace': ['given-by-hand'], baggage: ['vendor=1'] });
      expect(row.bare['sentry-trace'], of).toEqual(trace);
      expect(row.bare.baggage.join(), of).toMatch(/^sentry-/);
      tick(row, `${major}: ${row.form}`);
    }

    // our own deliveries are nobody's requests: neither traced nor on the trail
    expect(flushed).toBe(true);
    expect(ingest.requests.length).toBeGreaterThan(1);
    expect(ingest.requests.filter(({ headers }) => 'sentry-trace' in headers || 'baggage' in headers)).toEqual([]);
    const trail = JSON.stringify(ingest.events().at(-1)!.breadcrumbs);
    expect([trail.includes('/traced'), trail.includes(new URL(ingest.url).host)]).toEqual([true, false]);
    await ingest.close();
  });
});

afterAll(() => {
  const lines = [...table].map(([client, cells]) => {
    const columns = majors.map(major => `Node ${major} ${cells.filter(cell => cell.startsWith(`${major}:`)).length} forms`);
    return `${client.padEnd(12)} ${columns.join('  ')}`;
  });
  console.log(['Trace headers sent, headers of the caller kept, by client and in how many forms of headers:', ...lines].join('\n'));
});
