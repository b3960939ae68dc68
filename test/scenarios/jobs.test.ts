import type { Event } from '@vigil/core';
import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { app, runProgram, startProgram } from './startProgram';

let ingest: Awaited<ReturnType<typeof startIngest>>;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest.close());
beforeEach(() => ingest.reset());

const titleOf = (event: Event) => event.message ?? event.exception?.values?.[0]?.value;
const eventOf = (title: string) => ingest.events().find(event => titleOf(event) === title)!;
const traceOf = (event: Event) => event.contexts?.['trace']?.['trace_id'];

describe('scenario 14: a message from one process to another', () => {
  it("has the producer's trace, user and tags on the consumer's error", async () => {
    const { stdout, stderr } = await runProgram(app('messageProducer.mjs'), { dsn: ingest.dsn });
    expect(stderr).toBe('');
    expect(stdout).not.toContain('ann@example.com');
    expect(await runProgram(app('messageConsumer.mjs'), { dsn: ingest.dsn, args: [stdout] })).toMatchObject({ code: 0, stderr: '' });

    const failed = eventOf('order 17');
    expect(failed).toMatchObject({ transaction: 'orders', user: { id: 'u7' }, tags: { tenant: 't1' } });
    expect(traceOf(failed)).toBe(traceOf(eventOf('published')));
  });

  it('with a corrupted carrier does the job all the same, in a trace of its own', async () => {
    const carriers = [null, 'x', '{"v":1', { v: 1, 'sentry-trace': 'xyz', baggage: 7, user: 'me', tags: [] }];
    const args = carriers.map((carrier, n) => JSON.stringify({ order: n, carrier }));
    const { stdout, stderr, code } = await runProgram(app('messageConsumer.mjs'), { dsn: ingest.dsn, args });
    expect([code, stderr, JSON.parse(stdout)]).toEqual([0, '', ['order 0', 'order 1', 'order 2', 'order 3']]);
    expect(ingest.events().map(event => event.user)).toEqual(carriers.map(() => undefined));
    expect(new Set(ingest.events().map(traceOf)).size).toBe(carriers.length);
  });
});

it("a worker thread goes on in the main thread's trace, for its user, by workerData and by message", async () => {
  expect(await runProgram(app('carrierToWorker.mjs'), { dsn: ingest.dsn })).toMatchObject({ stderr: '' });
  for (const [user, id] of [
    ['ann', 1],
    ['bob', 2],
  ]) {
    const failed = eventOf(`job ${id}`);
    expect(failed).toMatchObject({ user: { id: user }, contexts: { job: { name: 'work', system: 'worker_threads' } } });
    expect(traceOf(failed)).toBe(traceOf(eventOf(`given by ${user}`)));
  }
  expect(ingest.events()).toHaveLength(4);
});

describe('a process that is frozen as soon as its handler has ended', () => {
  it.each([
    ['on Lambda: has delivered', { AWS_LAMBDA_FUNCTION_NAME: 'mailer' }, [], 1],
    ['elsewhere, asked to: has delivered', {}, ['true'], 1],
    ['on Lambda, asked not to: has not', { AWS_LAMBDA_FUNCTION_NAME: 'mailer' }, ['false'], 0],
  ])('%s', async (_where, env, args, count) => {
    const { url: pid, stop } = await startProgram(app('frozenLambda.mjs'), { dsn: ingest.dsn, env, args });
    try {
      expect(ingest.events().map(titleOf)).toEqual(Array(count).fill('in the invocation'));
    } finally {
      process.kill(Number(pid), 'SIGKILL');
      expect(await stop()).toMatchObject({ signal: 'SIGKILL', stderr: '' });
    }
  });
});

it.each([
  ['the last attempt', '1', 'auto.job', 'error'],
  // nobody is there to try again
  ['an attempt of three', '3', 'auto.node.onunhandledrejection', 'fatal'],
])('%s that nobody catches: one event, and the process ends as without us', async (_which, max, type, level) => {
  const { code, stderr } = await runProgram(app('jobNobodyCatches.mjs'), { dsn: ingest.dsn, args: [max] });
  expect([code, stderr.includes('RangeError: nobody catches it')]).toEqual([1, true]);
  expect(ingest.events()).toMatchObject([{ level, transaction: 'mail', exception: { values: [{ mechanism: { type, handled: false } }] } }]);
});
