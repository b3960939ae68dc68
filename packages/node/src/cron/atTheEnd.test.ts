import { expect, it } from 'vitest';
import { useStage } from '../processEnd/fixtures/useStage';

const used = useStage();
const told = () => (used.ingest.items('check_in') as Array<{ status: string }>).map(({ status }) => status);

it.each([
  ['a run that fails and ends the process', `V.withMonitor('nightly', () => { throw new Error('broken'); });`, 1, ['in_progress', 'error']],
  ['process.exit in the line after the run', `V.withMonitor('nightly', () => {}); process.exit(3);`, 3, ['in_progress', 'ok']],
])('%s: its monitor is told', async (_case, program, code, statuses) => {
  expect((await used.run(`init(); ${program}`)).code).toBe(code);
  // both leave at once
  expect(told().sort()).toEqual([...statuses].sort());
  expect(used.arrived()).toEqual(code === 1 ? ['broken'] : []);
});
