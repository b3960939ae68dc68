import { eventIdOf } from './spoolFormat';

/** When events that an earlier process left were first spooled: spooled again, they must not start a new life. */
const firstSpooled = new Map<string, number>();

export function rememberAge(body: Uint8Array, at: number): void {
  const id = eventIdOf(body);
  if (id) firstSpooled.set(id, at);
}

/** Milliseconds since the epoch; `now` for what was never spooled. */
export function ageOf(body: Uint8Array, now: number): number {
  const id = firstSpooled.size ? eventIdOf(body) : undefined;
  return (id && firstSpooled.get(id)) || now;
}
