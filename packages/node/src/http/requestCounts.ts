import { type Client, createRequestCounts, type RequestCounts, sessionsOff } from '@vigil/core';
import type { HttpOptions } from './httpOptions';

/** Request mode of release health. Undefined: off, and why is a debug line; a missing release is a warning where sessions were asked for. */
export function requestCounts({ sessions, sessionFlushingDelayMS: delayMs }: HttpOptions, client: Client): RequestCounts | undefined {
  if (sessions === false) return undefined;
  const off = sessionsOff(client);
  if (!off) return createRequestCounts(client, typeof delayMs === 'number' && delayMs >= 0 ? delayMs : undefined);
  if (sessions && off === 'release') client.warn('V050', 'release');
  else client.debug(`request sessions are off by ${off}`);
  return undefined;
}
