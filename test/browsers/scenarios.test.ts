import { describe, expect, it } from 'vitest';
import { scenarios } from './scenarios/axes';
import { describeScenarios } from './scenarios/describeScenarios';
import { startChromium } from './startChromium';

describe('in Chromium', () => {
  describeScenarios(startChromium, 4);

  it('are at least eighty', () => expect(scenarios.length).toBeGreaterThanOrEqual(80));
});
