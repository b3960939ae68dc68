import { afterAll, beforeAll, expect, it } from 'vitest';
import { status } from './answers';
import type { Figures, Task } from './cellTypes';
import { judge } from './judge';
import { runInProcess, taskOf } from './runCells';
import { type FaultServer, startFaultServer } from './startFaultServer';

const cell = { fault: 'answers 200 with rubbish', item: 'error' } as const;
const none: Figures = { lost: 0, duplicated: 0, thrown: 0, hung: 0 };
const servers: FaultServer[] = [];
const figures: Record<string, Figures> = {};

async function judged(broken: string, options: Partial<Task> = {}, endMs?: number): Promise<void> {
  const server = await startFaultServer({ answer: status(200) });
  servers.push(server);
  const task = { ...taskOf(cell, server), broken, ...options };
  const { reports, uncaught, stayed } = await runInProcess(process.execPath, [], '@vigil/node', [task], endMs);
  const evidence = { item: cell.item, report: reports[0], accepted: server.accepted, attachments: 0, uncaught, stayed };
  figures[broken] = judge(evidence);
}

beforeAll(() =>
  Promise.all([
    judged('nothing'),
    judged('lies'),
    judged('forgets'),
    judged('duplicates'),
    judged('throws'),
    judged('rejects'),
    judged('hangs', { boundMs: 200 }),
    judged('keeps the process alive', {}, 1_000),
    judged('ends the process'),
  ]),
);
afterAll(() => {
  for (const server of servers) server.close();
});

it('an SDK with nothing wrong is all zeros', () => {
  expect(figures['nothing']).toEqual(none);
});

// six are captured
it.each([
  ['lies', 'lost', 6],
  ['forgets', 'lost', 6],
  ['duplicates', 'duplicated', 6],
  ['throws', 'thrown', 6],
  ['rejects', 'thrown', 6],
  ['hangs', 'hung', 2],
  ['keeps the process alive', 'hung', 1],
  ['ends the process', 'lost', 1],
] as const)('an SDK that %s is found out', (way, name, count) => {
  expect(figures[way]?.[name]).toBe(count);
});
