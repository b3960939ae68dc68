import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { app, runProgram } from './startProgram';

let ingest: Awaited<ReturnType<typeof startIngest>>;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest.close());
beforeEach(() => ingest.reset());

it('a child process that is given the trace goes on in it', async () => {
  expect(await runProgram(app('parentAndChild.mjs'), { dsn: ingest.dsn })).toMatchObject({ code: 0, stderr: '' });
  const traces = ingest.events().map(event => event.contexts?.['trace']);
  expect(traces).toHaveLength(2);
  expect(traces[1]?.['trace_id']).toBe(traces[0]?.['trace_id']);
  const child = ingest.events().find(event => event.exception?.values?.[0]?.value === 'from the child');
  expect(child?.contexts?.['trace']).toMatchObject({ parent_span_id: expect.stringMatching(/^[\da-f]{16}$/) });
});

it('an error of a worker nobody listens to: one event with its thread, exit code and stderr as without us', async () => {
  const ending = await runProgram(app('failingWorker.mjs'), { dsn: ingest.dsn });
  expect(ending.code).toBe(1);
  expect(ending.stderr).toContain('RangeError: in the worker');
  const values = ingest.events().map(event => [event.level, event.exception?.values?.[0]]);
  expect(values).toEqual([['fatal', expect.objectContaining({ value: 'in the worker', thread_id: 1 })]]);
});

it('a worker with an SDK of its own reports', async () => {
  const ending = await runProgram(app('failingWorker.mjs'), { dsn: ingest.dsn, args: ['sdk'] });
  expect(ending).toMatchObject({ code: 0, stderr: '' });
  expect(ingest.events().map(event => event.exception?.values?.[0]?.value)).toEqual(['by hand in the worker']);
});
