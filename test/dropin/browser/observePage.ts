import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Chromium } from '../../browsers/startChromium';
import { type SeenEvent, seeEvent, steady } from '../seeEvent';
import { runPage } from './runPage';

/** What a page did that its author can see. */
export interface PageObservation {
  printed: string[];
  events: SeenEvent[];
  /** `feedback`: what was said. */
  feedback: unknown[];
}

/** Events stand in an order that does not hang on the network; one without a level is an error to the server. */
export async function observePage(chromium: Chromium, code: string): Promise<PageObservation> {
  const { printed, ingest } = await runPage(chromium, code);
  const events = ingest.events().filter(({ type }) => !type);
  const feedback = ingest.items('feedback').map(item => (item as { contexts?: { feedback?: unknown } }).contexts?.feedback);
  await ingest.close();
  const order = ({ titles, tags }: SeenEvent) => `${titles.at(-1)?.replace(/^(\w*: )+/, '')} ${JSON.stringify(tags)}`;
  const seen = events
    .map(event => steady({ ...seeEvent(event), level: event.level ?? 'error' }) as SeenEvent)
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return { printed, events: seen, feedback: steady(feedback) as unknown[] };
}

const cache = new URL('../../../node_modules/.cache/vigil/dropin/', import.meta.url);

/** The peer does today what it did yesterday: run once for each program, version and browser, then read from the cache. */
export async function observePeerPage(chromium: Chromium, code: string): Promise<PageObservation> {
  const inputs = [
    chromium.version,
    code,
    readFileSync(new URL(import.meta.url), 'utf8'),
    readFileSync(new URL('./runPage.ts', import.meta.url), 'utf8'),
  ];
  const kept = new URL(`${createHash('sha256').update(inputs.join('\0')).digest('hex')}.json`, cache);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  const seen = await observePage(chromium, code);
  mkdirSync(cache, { recursive: true });
  writeFileSync(kept, JSON.stringify(seen));
  return seen;
}
