import { type Ingest, startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleForPage } from '../bundleForPage';
import type { Engine } from '../page';
import { type Site, startSite } from '../startSite';
import { scenarios, sources, surroundings, values } from './axes';
import { type Outcome, runScenarios } from './runScenarios';
import type { Scenario } from './scenario';

const SDK = "import * as Vigil from '@vigil/browser'; globalThis.Vigil = Vigil;";

/** Every scenario in one engine, as tests. `tabs`: how many at once. `drawsNothing`: its pages are hidden, without frames to animate. */
export function describeScenarios(start: () => Promise<Engine>, tabs: number, drawsNothing = false): void {
  const isFor = ({ source }: Scenario): boolean => !(drawsNothing && source === sources.requestAnimationFrame);
  const ran = scenarios.filter(isFor);
  let outcomes: Outcome[];
  let engine: Engine;
  let ingest: Ingest;
  let site: Site;

  beforeAll(async () => {
    [engine, ingest, site] = await Promise.all([start(), startIngest(), startSite({ '/empty.txt': '', '/favicon.ico': '' })]);
    site.files['/sdk.js'] = await bundleForPage(SDK, { minify: true });
    outcomes = await runScenarios(engine, site, ingest, ran, tabs);
    const count = (axis: object): number => Object.keys(axis).length;
    console.log(
      `${ran.length} scenarios in ${engine.name} ${engine.version}: ${count(sources)} sources x ${count(values)} values, ${count(surroundings)} surroundings;`,
      `${outcomes.filter(({ events }) => events.length === 1).length} with exactly one event`,
    );
  });
  afterAll(() => Promise.all([engine?.close(), ingest?.close(), site?.close()]));

  describe('what leaves the code of a page is reported once, and the page goes on as without Vigil', () => {
    it.each(ran.map(({ title }, at) => [title, at] as const))('%s', (_title, at) => check(outcomes[at] as Outcome));
    for (const { title } of scenarios.filter(each => !isFor(each))) it.skip(`${title}: pages are hidden here, no frame is drawn`, () => {});
  });
}

function check({ scenario, events, heard, stats, holds, broke }: Outcome): void {
  const { source, value } = scenario;
  expect(broke).toBeUndefined();
  expect(events).toHaveLength(1);
  const exceptions = events[0]?.exception?.values ?? [];
  const exception = exceptions.at(-1);
  expect(exception?.type).toMatch(value.type);
  expect(exception?.value ?? '').toMatch(value.value);
  if (value.hasStack) expect(exception?.stacktrace?.frames?.map(frame => frame.function)).toContain('makePlanted');
  const mechanism = exceptions.map(each => each.mechanism).find(each => each?.type !== 'chained');
  expect(mechanism?.type).toMatch(source.mechanism);
  expect(mechanism?.handled).toBe(source.handled);
  if (heard) expect(heard).toHaveLength(source.heard ?? 1);
  if (!stats) return;
  expect(Object.values(stats.pending).filter(Boolean)).toEqual([]);
  expect(stats.captured['error']).toBe(stats.outcomes['error']?.['sent']);
  expect(holds).toBe(true);
}
