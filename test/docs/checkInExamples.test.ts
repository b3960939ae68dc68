import { readFileSync } from 'node:fs';
import * as Vigil from '@vigil/node';
import { createTestkit } from '@vigil/testkit';
import { afterEach, expect, it } from 'vitest';
import { examplesOf, runExample } from './examples';

const page = readFileSync(new URL('../../docs/check-ins.md', import.meta.url), 'utf8');
const examples = examplesOf(page, 'ts');
afterEach(() => Vigil.close());

class Cron {
  constructor(_time: string, run: () => unknown) {
    run();
  }
}
/** As little of the library as the example needs. */
class CronJob {
  constructor(
    readonly time: string,
    readonly fireOnTick: () => unknown,
  ) {}
}

it.each(examples.map(code => [code.trim().split('\n').at(-1), code] as const))(
  'docs/check-ins.md does what it says: %s',
  async (said, code) => {
    const kit = createTestkit();
    Vigil.init({ ...kit.options, defaultIntegrations: false });
    const done = () => Promise.resolve();
    await runExample(code.replace(/^import .*$/gm, ''), { Vigil, CronJob, Cron, buildReport: done, backUp: done });
    await Vigil.flush();
    const told = kit.items('check_in') as Array<{ monitor_slug: string; status: string }>;
    expect(`// check-ins: ${told.map(each => `${each.monitor_slug} ${each.status}`).join(', ')}`).toBe(said);
  },
);

it('shows each way', () => {
  const words = ['withMonitor', 'instrumentCron', 'wrapHandler', 'captureCheckIn'];
  expect(words.filter(word => !examples.some(code => code.includes(word)))).toEqual([]);
});
