import { createClient } from '@vigil/core';
import { createTestkit } from '@vigil/testkit';
import { expect, it } from 'vitest';

const MIB = 2 ** 20;
const sum = (counts: Record<string, number> = {}): number => Object.values(counts).reduce((total, each) => total + each, 0);

it('scenario 5: an hour without a server, under load: memory within the bound, every item accounted for, one warning at most', async () => {
  const kit = createTestkit();
  const warnings: unknown[] = [];
  const warn = (...texts: unknown[]) => void warnings.push(texts);
  const client = createClient({ ...kit.options, queue: { maxBytes: MIB }, logger: { debug() {}, info() {}, warn, error: warn } });
  kit.respond('reset');
  const extra = { padding: 'p'.repeat(3_000) };
  const lost: unknown[] = [];
  client.onOutcome(({ status }) => lost.push(status));
  for (let second = 0; second < 3_600; second += 5) {
    for (let n = 0; n < 10; n++) client.captureException(new Error(`at ${second}, number ${n}`), { captureContext: { extra } });
    await kit.clock.advance(5_000);
    kit.reset();
    kit.respond('reset');
    expect(client.stats().queueBytes).toBeLessThanOrEqual(MIB);
  }
  expect(warnings.length).toBeLessThanOrEqual(1);
  const { captured, outcomes, pending } = client.stats();
  expect(captured['error']).toBe(7_200);
  expect(sum(outcomes['error']) + (pending['error'] ?? 0)).toBe(7_200);
  expect(lost).toHaveLength(sum(outcomes['error']));

  // and when it is back, what comes now arrives
  kit.respond(200);
  const id = client.captureMessage('after the outage');
  await kit.clock.advance(120_000);
  expect((await client.outcome(id, { timeoutMs: 0 })).status).toBe('sent');
  expect(await client.close()).toBe(false);
  expect(client.stats().pending['error']).toBe(0);
});
