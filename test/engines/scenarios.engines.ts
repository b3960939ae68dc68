import { describe } from 'vitest';
import { describeScenarios } from '../browsers/scenarios/describeScenarios';
import { engines } from './engines';

// Chromium's run with `npm test`
for (const { name, start } of engines) {
  if (name === 'chromium') continue;
  describe.skipIf(!start)(`in ${name}`, () =>
    describeScenarios(start as NonNullable<typeof start>, name === 'webkit' ? 1 : 2, name === 'webkit'),
  );
}
