import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { app, readProgram, runProgram } from './startProgram';

let ingest: Awaited<ReturnType<typeof startIngest>>;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest.close());
beforeEach(() => ingest.reset());

interface Dropped {
  flushed: boolean;
  outcomes: Array<{ eventId: string; status: string; by?: string; attempts: number; httpStatus?: number }>;
  captured: number;
  counted: Record<string, number>;
}
const drop = (plan: object, { dsn = ingest.dsn, warning = '' } = {}): Promise<Dropped> =>
  readProgram(app('droppedEvent.mjs'), { dsn, args: [JSON.stringify(plan)] }, warning);

it('scenario 2: captured, then process.exit(1) in the next line: the event arrives, the exit code is 1', async () => {
  const ending = await runProgram(app('captureThenExit.mjs'), { dsn: ingest.dsn });
  expect(ending).toEqual({ code: 1, signal: null, stdout: '', stderr: '' });
  expect(ingest.events().map(event => event.exception?.values?.[0]?.value)).toEqual(['captured in the last line']);
});

it('scenario 4: 503 twice, then 200: one event stored, the same id each time, outcome sent after 3 attempts', async () => {
  ingest.respond([503, 503, 200]);
  const { id, outcome } = await readProgram<{ id: string; outcome: unknown }>(app('captureAndWait.mjs'), { dsn: ingest.dsn });
  expect(outcome).toEqual({ eventId: id, category: 'error', status: 'sent', attempts: 3, httpStatus: 200 });
  // every try is in the list; the first two were refused
  expect(ingest.events().map(event => event.event_id)).toEqual([id, id, id]);
  expect(ingest.requests).toHaveLength(3);
});

describe('scenario 7: whatever drops an event, its outcome says so', () => {
  it.each([
    ['the server refuses', 400, {}, { status: 'refused', httpStatus: 400, attempts: 1 }],
    ['the server finds it too large', 413, {}, { status: 'too_large', httpStatus: 413, attempts: 1 }],
    ['the server limits the rate', 429, {}, { status: 'rate_limited', httpStatus: 429, attempts: 1 }],
    ['the server stays ill', 503, { options: { retry: { maxAttempts: 2, baseMs: 10 } } }, { status: 'network_error', attempts: 2 }],
    [
      'the server breaks the connection',
      'reset' as const,
      { options: { retry: { maxAttempts: 3, baseMs: 10 } } },
      { status: 'network_error', attempts: 3 },
    ],
  ])('%s: flush is no success', async (_name, answer, plan, expected) => {
    ingest.respond(answer);
    const { flushed, outcomes, captured, counted } = await drop(plan, expected.status === 'refused' ? { warning: 'V056' } : {});
    expect(outcomes).toMatchObject([expected]);
    expect(flushed).toBe(false);
    expect([captured, counted]).toEqual([1, { [expected.status]: 1 }]);
  });

  it('nobody listens: flush is no success', async () => {
    const { flushed, outcomes } = await drop({ options: { retry: { maxAttempts: 2, baseMs: 10 } } }, { dsn: 'http://key@127.0.0.1:9/1' });
    expect(outcomes).toMatchObject([{ status: 'network_error', attempts: 2 }]);
    expect(flushed).toBe(false);
  });

  it('the queue is full: flush is no success', async () => {
    ingest.respond({ delayMs: 200 });
    const { flushed, captured, counted } = await drop({
      options: { queue: { maxBytes: 100_000 }, budget: false },
      times: 60,
      size: 10_000,
    });
    expect(counted['queue_overflow']).toBeGreaterThan(0);
    expect(counted['sent']).toBeGreaterThan(0);
    expect(counted['queue_overflow']! + counted['sent']!).toBe(captured);
    expect(flushed).toBe(false);
  });

  it.each([
    ['beforeSend', { hook: 'null' }, { status: 'filtered', by: 'beforeSend' }],
    ['a processor', { hook: 'processor' }, { status: 'filtered', by: 'processor' }],
    ['ignoreErrors', { options: { ignoreErrors: ['number'] } }, { status: 'filtered', by: 'ignoreErrors' }],
    ['ignoreErrors by class', { hook: 'class' }, { status: 'filtered', by: 'ignoreErrors' }],
    ['denyUrls', { options: { denyUrls: ['droppedEvent'] } }, { status: 'filtered', by: 'denyUrls' }],
    ['allowUrls', { options: { allowUrls: ['elsewhere'] } }, { status: 'filtered', by: 'allowUrls' }],
    [
      'the environment',
      { options: { environment: 'test', enabledEnvironments: ['production'] } },
      { status: 'filtered', by: 'environment' },
    ],
    ['sampleRate', { options: { sampleRate: 0 } }, { status: 'sampled' }],
    ['the budget', { options: { budget: { perIssue: { burst: 0, perMinute: 0 } } } }, { status: 'suppressed', by: 'budget' }],
    ['enabled: false', { options: { enabled: false } }, { status: 'disabled' }],
  ])('%s drops on purpose: the reason comes back, flush is a success', async (_name, plan, expected) => {
    const { flushed, outcomes } = await drop(plan);
    expect(outcomes).toMatchObject([{ ...expected, attempts: 0 }]);
    expect(flushed).toBe(true);
    expect(ingest.events().filter(event => event.exception)).toEqual([]);
  });
});

it.each(['exception', 'rejection'])(
  'scenario 8: one error object in a boundary and in the global handler (%s): one event, both calls return its id',
  async kind => {
    const { code, stdout } = await runProgram(app('sameErrorTwice.mjs'), { dsn: ingest.dsn, args: [kind] });
    const { first, second, last } = JSON.parse(stdout);
    expect(code).toBe(1);
    expect([second, last]).toEqual([first, first]);
    expect(ingest.events().map(event => event.event_id)).toEqual([first]);
  },
);
