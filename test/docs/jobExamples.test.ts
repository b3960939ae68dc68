import { readFileSync } from 'node:fs';
import * as Vigil from '@vigil/node';
import { createTestkit } from '@vigil/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examplesOf, expectationOf, runExample } from './examples';
import { createJobFakes } from './jobFakes';

const page = readFileSync(new URL('../../docs/jobs.md', import.meta.url), 'utf8');
// the two halves of a worker are one example
const examples = examplesOf(page.replace(/```\n\nIn the worker.*\n\n```ts\n/, ''), 'ts');

let kit: ReturnType<typeof createTestkit>;
beforeEach(() => {
  kit = createTestkit();
  Vigil.init({ ...kit.options, defaultIntegrations: false });
});
afterEach(() => Vigil.close());

const order = { Records: [{ body: '{"id":7}', attributes: { ApproximateReceiveCount: '5' } }] };

describe('the examples of docs/jobs.md', () => {
  it.each(examples.map(code => [code.trim().split('\n')[0], code] as const))('do what they say: %s', async (_start, code) => {
    const { names, running } = createJobFakes();
    const text = code.replace('export const handler =', 'exported.handler =');
    const exported: { handler?: (event: unknown) => Promise<unknown> } = {};
    const traceId = await Vigil.withIsolationScope(async () => {
      Vigil.setUser({ id: 'ann', email: 'ann@example.com' });
      Vigil.setTag('tenant', 't1');
      await runExample(text, { Vigil, exported, ...names });
      return Vigil.getCurrentScope().getPropagationContext().traceId;
    });
    await exported.handler?.(order).catch(() => {});
    await Promise.all(running);
    const event = await kit.waitForEvent(() => true);
    await Vigil.flush();
    expect(kit.events()).toHaveLength(1);
    expect(event).toMatchObject(expectationOf(code) as object);
    expect(event.user?.email === undefined || code.includes('pool.query')).toBe(true);
    const isCarried = /inject|getTraceData|getCurrentHub/.test(code);
    expect(event.contexts?.['trace']?.['trace_id'] === traceId).toBe(isCarried);
  });

  it('are one of each kind', () => {
    const words = ['bullmq', 'kafka', 'cron', 'aws_lambda', 'parentPort', 'runWithCarrier', 'hub.bind'];
    expect(words.filter(word => !examples.some(code => code.includes(word)))).toEqual([]);
  });
});
