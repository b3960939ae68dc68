import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compareEngines } from './compareEngines';
import type { RecordedStack } from './compareStack';
import { engineDifferences, knownDifferences } from './engineDifferences';
import { framesOf } from './framesOf';

const recorded = (engine: string): RecordedStack[] =>
  JSON.parse(readFileSync(new URL(`./fixtures/${engine}.json`, import.meta.url), 'utf8')).stacks;
const [chromium, firefox, webkit] = [recorded('chromium'), recorded('firefox'), recorded('webkit')];

const inAll = chromium.flatMap(stack => {
  const same = ({ program }: RecordedStack) => program === stack.program;
  const [gecko, jsc] = [firefox.find(same), webkit.find(same)];
  return gecko && jsc ? [{ program: stack.program, kind: stack.kind, stacks: [stack, gecko, jsc] as const }] : [];
});

it.each(inAll)(
  '$program: $kind has the same frames in Chromium, Firefox and WebKit, but for what is known',
  async ({ program, stacks }) => {
    const [v8, gecko, jsc] = stacks;
    const frames = { chromium: await framesOf(v8), firefox: await framesOf(gecko), webkit: await framesOf(jsc) };
    expect(compareEngines(frames), stacks.map(({ stack }) => stack).join('\n\n')).toEqual(knownDifferences(program));
  },
);

it('are three engines that ran the same programs', () => {
  expect(inAll.length).toBeGreaterThan(80);
  expect(engineDifferences.flatMap(({ programs }) => programs).filter(program => !inAll.some(stack => stack.program === program))).toEqual(
    [],
  );
});
