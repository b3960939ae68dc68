import { type Ingest, startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleForPage } from './bundleForPage';
import { scenarios, sources, surroundings, values } from './scenarios/axes';
import { type Outcome, runScenarios } from './scenarios/runScenarios';
import { type Chromium, startChromium } from './startChromium';
import { type Site, startSite } from './startSite';

const SDK = "import * as Vigil from '@vigil/browser'; globalThis.Vigil = Vigil;";
let outcomes: Outcome[];
let chromium: Chromium;
let ingest: Ingest;
let site: Site;

beforeAll(async () => {
  [chromium, ingest, site] = await Promise.all([startChromium(), startIngest(), startSite({ '/empty.txt': '', '/favicon.ico': '' })]);
  site.files['/sdk.js'] = await bundleForPage(SDK, { minify: true });
  outcomes = await runScenarios(chromium, site, ingest, scenarios);
  const count = (axis: object): number => Object.keys(axis).length;
  console.log(
    `${scenarios.length} scenarios in Chromium ${chromium.version}: ${count(sources)} sources x ${count(values)} values, ${count(surroundings)} surroundings;`,
    `${outcomes.filter(({ events }) => events.length === 1).length} with exactly one event`,
  );
});
afterAll(() => Promise.all([chromium?.close(), ingest?.close(), site?.close()]));

describe('what leaves the code of a page is reported once, and the page goes on as without Vigil', () => {
  it.each(scenarios.map(({ title }, at) => [title, at] as const))('%s', (_title, at) => {
    const { scenario, events, heard, stats, holds, broke } = outcomes[at]!;
    const { source, value } = scenario;
    expect(broke).toBeUndefined();
    expect(events).toHaveLength(1);
    const [event] = events;
    const exception = event?.exception?.values?.at(-1);
    expect(exception?.type).toMatch(value.type);
    expect(exception?.value ?? '').toMatch(value.value);
    if ('hasStack' in value) expect(exception?.stacktrace?.frames?.map(frame => frame.function)).toContain('makePlanted');
    const mechanism = event?.exception?.values?.map(each => each.mechanism).find(each => each?.type !== 'chained');
    expect(mechanism?.type).toMatch(source.mechanism);
    expect(mechanism?.handled).toBe(source.handled);
    if (heard) expect(heard).toHaveLength(source.heard ?? 1);
    if (!stats) return;
    expect(Object.values(stats.pending).filter(Boolean)).toEqual([]);
    expect(stats.captured['error']).toBe(stats.outcomes['error']?.['sent']);
    expect(holds).toBe(true);
  });

  it('are at least eighty', () => expect(scenarios.length).toBeGreaterThanOrEqual(80));
});
