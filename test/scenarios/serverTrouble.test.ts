import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { app, runProgram } from './startProgram';

let ingest: Awaited<ReturnType<typeof startIngest>>;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest.close());
beforeEach(() => ingest.reset());

const printed = (stdout: string) => JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;

it('scenario 5: nobody listens while requests go on: every one is answered, memory stays in its bound, one warning', async () => {
  const { code, stdout, stderr } = await runProgram(app('serverUnreachable.mjs'), { dsn: 'http://key@127.0.0.1:9/1' });
  const { answered, most, flushed, captured, pending, outcomes } = printed(stdout) as Record<string, number> & { outcomes: object };
  expect([code, answered, captured, flushed]).toEqual([0, 1500, 1500, false]);
  expect(most).toBeLessThanOrEqual(500_000);
  // what is no longer waiting was the least worth keeping, and is in the books
  expect(Object.values(outcomes).reduce((sum, count) => sum + count, pending!)).toBe(captured);
  expect(pending).toBeGreaterThan(50);
  expect(stderr.match(/\[vigil\].*/g)).toEqual([
    expect.stringContaining('V051 127.0.0.1:9/1 does not answer (connect ECONNREFUSED 127.0.0.1:9); it is tried'),
  ]);
});

it.each([
  ['exit', 4],
  ['flush', 4],
  ['end', 4],
  ['throw', 1],
])('a DSN whose project is not there: one warning, by whichever way what is refused left (%s)', async (way, expected) => {
  ingest.respond(403);
  const { code, stderr } = await runProgram(app('refused.mjs'), { dsn: ingest.dsn, args: [way] });
  const warning = expect.stringMatching(/V056 127\.0\.0\.1:\d+\/1 refuses what it is sent \(status 403\)/);
  expect([code, stderr.match(/\[vigil\].*/g)]).toEqual([expected, [warning]]);
});

it('scenario 23: a server that refuses an item type it does not know gets it once, and every error', async () => {
  ingest.respond((_n, { items }) =>
    items.includes('event') ? 200 : { status: 400, body: '{"detail":"unknown variant","causes":["expected `event`"]}' },
  );
  const { code, stdout, stderr } = await runProgram(app('unknownTypes.mjs'), { dsn: ingest.dsn });
  expect([code, printed(stdout)]).toEqual([0, { errors: ['sent', 'sent', 'sent'], sessions: { refused: expect.any(Number) } }]);
  const types = ingest.envelopes.flatMap(({ items }) => items.map(({ headers }) => headers['type'] as string));
  const count = (wanted: string) => types.filter(type => type === wanted).length;
  expect([count('event'), count('session'), count('client_report')]).toEqual([3, 1, 1]);
  expect(stderr.match(/V052 \S+ \S+ \S+ \S+ \S+ \S+ \S+ \(?\w+/g)).toHaveLength(2);
});

it('a server of another make gets errors alone', async () => {
  for (const backend of ['glitchtip', 'bugsink']) {
    ingest.reset();
    const { code, stderr } = await runProgram(app('unknownTypes.mjs'), { dsn: ingest.dsn, args: [backend] });
    expect([code, stderr]).toEqual([0, '']);
    expect(new Set(ingest.envelopes.flatMap(({ items }) => items.map(({ headers }) => headers['type'])))).toEqual(new Set(['event']));
  }
});
