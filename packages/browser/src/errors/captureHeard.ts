import type { Client } from '@vigil/core';
import { placeOf } from './placeOf';
import { titleFrom } from './titleFrom';

/** Captures what an `ErrorEvent` tells by itself, where there is no error to be had: a text and a place. `type`: of the mechanism. */
export function captureHeard(event: ErrorEvent, client: Client, type: string): void {
  const frame = placeOf(event);
  const mechanism = { type, handled: false, synthetic: true };
  const exception = { ...titleFrom(event.message), mechanism, ...(frame && { stacktrace: { frames: [frame] } }) };
  const hint = { mechanism, data: event, originalException: event.error };
  client.capture({ event: { level: 'error', exception: { values: [exception] } }, hint });
}
