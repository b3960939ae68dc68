import { beforeAll, describe, expect, it } from 'vitest';
import { compareEngines } from '../stacks/compareEngines';
import { compareStack, type RecordedStack } from '../stacks/compareStack';
import { knownDifferences } from '../stacks/engineDifferences';
import { framesOf } from '../stacks/framesOf';
import { engines } from './engines';
import { runPrograms } from './runPrograms';

const printed: Partial<Record<(typeof engines)[number]['name'], Map<string, RecordedStack>>> = {};

for (const { name, start } of engines) {
  describe.skipIf(!start)(`${name}, asked now`, () => {
    beforeAll(async () => {
      const engine = await start?.();
      if (!engine) return;
      try {
        printed[name] = await runPrograms(engine);
      } finally {
        await engine.close();
      }
    });

    it('prints for every program the frames that were known before it ran', async () => {
      const stacks = [...(printed[name]?.values() ?? [])];
      expect(stacks.length).toBeGreaterThan(80);
      const differences: string[] = [];
      for (const recorded of stacks)
        for (const difference of compareStack(recorded, await framesOf(recorded)))
          differences.push(`${recorded.program}: ${difference}\n${recorded.stack}`);
      expect(differences).toEqual([]);
    });
  });
}

it.skipIf(engines.some(({ start }) => !start))('the engines agree, but for what is known', async () => {
  const { chromium, firefox, webkit } = printed;
  const wrong: unknown[] = [];
  for (const [program, v8] of chromium ?? []) {
    const [gecko, jsc] = [firefox?.get(program), webkit?.get(program)];
    if (!gecko || !jsc) continue;
    const found = compareEngines({ chromium: await framesOf(v8), firefox: await framesOf(gecko), webkit: await framesOf(jsc) });
    if (found.join() !== knownDifferences(program).join()) wrong.push([program, found]);
  }
  expect(wrong).toEqual([]);
});
