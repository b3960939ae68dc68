import type { SessionAggregates } from '@vigil/core';
import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startProgram } from '../scenarios/startProgram';

const app = new URL('./apps/releaseHealth.mjs', import.meta.url);

let ingest: Awaited<ReturnType<typeof startIngest>>;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest.close());

/** By release, over all minutes, as a server works it out. */
function crashFreeRates(): Record<string, number> {
  const sums: Record<string, { all: number; crashed: number }> = {};
  for (const { aggregates, attrs } of ingest.items('sessions') as SessionAggregates[]) {
    sums[`${attrs.release}`] ??= { all: 0, crashed: 0 };
    const sum = sums[`${attrs.release}`]!;
    for (const { exited, errored, crashed } of aggregates) {
      sum.all += exited + errored + crashed;
      sum.crashed += crashed;
    }
  }
  return Object.fromEntries(Object.entries(sums).map(([release, { all, crashed }]) => [release, 1 - crashed / all]));
}

it('P19: the crash-free rate of each release comes from its sessions, though most of its errors are held back', {
  timeout: 60_000,
}, async () => {
  for (const release of ['shop@1', 'shop@2']) {
    const program = await startProgram(app, { dsn: ingest.dsn, env: { GIT_SHA: release } });
    for (let amount = 1; amount <= 40; amount++) await fetch(`${program.url}/?amount=${amount}`).then(response => response.text());
    await program.stop();
  }
  expect(crashFreeRates()).toEqual({ 'shop@1': 1, 'shop@2': 0.75 });
});
