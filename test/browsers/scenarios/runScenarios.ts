import type { Ingest } from '@vigil/testkit';
import type { Engine, Page } from '../page';
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

/** Some tabs, each of which goes from page to page: a new tab for each would cost more than the scenarios. */
export async function runScenarios(engine: Engine, site: Site, ingest: Ingest, scenarios: Scenario[], tabs: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let next = 0;
  async function work(): Promise<void> {
    const page = await engine.open();
    for (let at = next++; at < scenarios.length; at = next++) {
      outcomes[at] = await runScenario(page, site, ingest, scenarios[at]!, `s${at}`);
    }
    await page.close();
  }
  await Promise.all(Array.from({ length: tabs }, work));
  return outcomes;
}

async function runScenario(page: Page, site: Site, ingest: Ingest, scenario: Scenario, name: string): Promise<Outcome> {
  // what a hook threw is an event of its own
  const isOfHook = ({ exception }: IngestEvent): boolean =>
    exception?.values?.some(({ mechanism }) => mechanism?.type === 'internal') ?? false;
  const events = (): IngestEvent[] => ingest.events().filter(event => event.environment === name && !isOfHook(event));
  const path = addScenario(site, scenario, name, ingest.dsn);
  try {
    await page.goto(site.url + path);
    await ingest.waitForEvent({ environment: name }, { timeoutMs: 5_000 });
    if (scenario.surroundings.isSandboxed) return { scenario, events: events() };
    if (scenario.source.place === 'worker') return { scenario, events: events(), heard: await page.evaluate('heard') };
    // whatever else it has to say
    await page.evaluate('client.flush()');
    // the harness speaks JSON
    await page.evaluate('void [Array, String, Number].forEach(each => { delete each.prototype.toJSON })');
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
  }
}
