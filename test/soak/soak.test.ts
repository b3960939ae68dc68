import { expect, it } from 'vitest';
import { runProgram } from '../scenarios/startProgram';
import { faultsOf, type SoakRecord } from './faultsOf.mjs';

const MIB = 2 ** 20;

it('30 seconds of load while the server fails in every way: every item accounted for, memory bounded, the process ends by itself', async () => {
  const { code, stdout, stderr } = await runProgram(new URL('./run.mjs', import.meta.url), { env: { SOAK_SECONDS: '30' } });
  console.log(stdout.trim());
  expect(stderr).toBe('');
  expect(stdout).toContain('every item is accounted for');
  expect(code).toBe(0);
});

/** Of a soak in which nothing went wrong. */
const good = (): SoakRecord => ({
  ended: {
    stats: { captured: { error: 3 }, outcomes: { error: { sent: 2, network_error: 1 } }, pending: { error: 0 } },
    thrown: [],
    code: 0,
    signal: null,
    heap: 10 * MIB,
  },
  statuses: new Map([
    ['a', 'sent'],
    ['b', 'sent'],
    ['c', 'network_error'],
  ]),
  accepted: new Map([
    ['a', 1],
    ['b', 1],
  ]),
  heaps: [10 * MIB, 60 * MIB],
});

it('a soak in which nothing went wrong has no faults', () => {
  expect(faultsOf(good())).toEqual([]);
});

it.each<[string, (record: SoakRecord) => unknown]>([
  ['an event that was sent and is not at the server', ({ accepted }) => accepted.delete('a')],
  ['an event at the server that was not sent', ({ accepted }) => accepted.set('c', 1)],
  ['an event accepted twice', ({ accepted }) => accepted.set('a', 2)],
  ['an event without an outcome', ({ statuses }) => statuses.delete('c')],
  ['something pending', ({ ended }) => (ended.stats.pending = { error: 1 })],
  ['books that do not add up', ({ ended }) => (ended.stats.captured = { error: 3, session: 1 })],
  ['a rejection nobody caught', ({ ended }) => ended.thrown.push('rejected: Error')],
  ['a heap that grew meanwhile', ({ heaps }) => heaps.push(200 * MIB)],
  ['a heap that stays large', ({ ended }) => (ended.heap = 50 * MIB)],
  ['a process that had to be killed', ({ ended }) => Object.assign(ended, { code: null, signal: 'SIGKILL' })],
])('%s is a fault', (_what, spoil) => {
  const record = good();
  spoil(record);
  expect(faultsOf(record)).not.toEqual([]);
});
