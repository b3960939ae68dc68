import type { Ingest } from '@vigil/testkit';
import type { Chromium } from '../startChromium';
import type { Site } from '../startSite';
import type { Scenario } from './scenario';
import { addScenario } from './scenarioPage';

type IngestEvent = ReturnType<Ingest['events']>[number];

export interface Outcome {
  scenario: Scenario;
  events: IngestEvent[];
  /** What the page's own listeners heard. Undefined where the page cannot be asked. */
  heard?: string[] | undefined;
  /** `client.stats()` of the page after a flush. */
  stats?:
    | {
        captured: Record<string, number>;
        outcomes: Record<string, Record<string, number>>;
        pending: Record<string, number>;
        hookErrors: number;
      }
    | undefined;
  holds?: boolean | undefined;
  /** The scenario itself broke. */
  broke?: string;
}

const AT_ONCE = 4;

/** Each on a page of its own, some at once. */
export async function runScenarios(chromium: Chromium, site: Site, ingest: Ingest, scenarios: Scenario[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let next = 0;
  async function work(): Promise<void> {
    for (let at = next++; at < scenarios.length; at = next++) {
      outcomes[at] = await runScenario(chromium, site, ingest, scenarios[at]!, `s${at}`);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcomes;
}

async function runScenario(chromium: Chromium, site: Site, ingest: Ingest, scenario: Scenario, name: string): Promise<Outcome> {
  const events = (): IngestEvent[] => ingest.events().filter(({ environment }) => environment === name);
  const path = addScenario(site, scenario, name, ingest.dsn);
  const page = await chromium.open();
  try {
    await page.goto(site.url + path);
    await ingest.waitForEvent({ environment: name }, { timeoutMs: 30_000 });
    if (scenario.surroundings.isSandboxed) return { scenario, events: events() };
    if (scenario.source.place === 'worker') return { scenario, events: events(), heard: await page.evaluate('heard') };
    // whatever else it has to say
    await page.evaluate('client.flush()');
    const { holds } = scenario.surroundings;
    return {
      scenario,
      heard: await page.evaluate('heard'),
      stats: await page.evaluate('client.stats()'),
      holds: holds ? await page.evaluate(holds) : true,
      events: events(),
    };
  } catch (error) {
    return { scenario, events: events(), broke: String(error) };
  } finally {
    await page.close();
  }
}
