import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { SerializedSession, SessionAggregates } from '@vigil/core';
import { type Ingest, startIngest } from '@vigil/testkit';
import { runProgram } from '../scenarios/startProgram';
import { type SeenEvent, seeEvent, steady } from './seeEvent';

/** What a program did that its author can see. */
export interface Observation {
  code: number | null;
  stdout: string;
  events: SeenEvent[];
  sessions: SeenSessions;
}
export interface SeenSessions {
  /** `ok 1`: status and errors of each update. */
  updates: string[];
  /** Requests, over all minutes. */
  requests: { exited: number; errored: number; crashed: number };
}
function seeSessions(ingest: Ingest): SeenSessions {
  const requests = { exited: 0, errored: 0, crashed: 0 };
  for (const { aggregates } of ingest.items('sessions') as SessionAggregates[])
    for (const bucket of aggregates) for (const key of ['exited', 'errored', 'crashed'] as const) requests[key] += bucket[key];
  const updates = (ingest.items('session') as SerializedSession[]).map(({ status, errors }) => `${status} ${errors}`);
  return { updates: updates.sort(), requests };
}

/** Runs a program against an ingest of its own. Events stand in an order that does not hang on the network. */
export async function observe(file: URL): Promise<Observation> {
  const ingest = await startIngest();
  const { code, stdout } = await runProgram(file, { dsn: ingest.dsn });
  const events = ingest.events().map(event => steady(seeEvent(event)) as SeenEvent);
  const sessions = seeSessions(ingest);
  await ingest.close();
  // by what was said alone: types are compared
  const order = ({ titles, tags, user }: SeenEvent) => `${titles.at(-1)?.replace(/^\w*: /, '')} ${JSON.stringify([tags, user])}`;
  return { code, stdout, events: events.sort((a, b) => (order(a) < order(b) ? -1 : 1)), sessions };
}

const cache = new URL('../../node_modules/.cache/vigil/dropin/', import.meta.url);

/** The peer does today what it did yesterday: run once for each program, version and Node, then read from the cache. */
export async function observePeer(file: URL, version: string): Promise<Observation> {
  const inputs = [process.version, version, readFileSync(file, 'utf8'), readFileSync(new URL(import.meta.url), 'utf8')];
  const kept = new URL(`${createHash('sha256').update(inputs.join('\0')).digest('hex')}.json`, cache);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  const seen = await observe(file);
  mkdirSync(cache, { recursive: true });
  writeFileSync(kept, JSON.stringify(seen));
  return seen;
}
