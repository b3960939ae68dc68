import type { Extension } from '@vigil/core';

// As long as one try to send.
const WAIT_MS = 10_000;

/**
 * For Workers, where what an earlier request has begun gives this one no sign when it ends, and a request that waits for nothing of its own is
 * cancelled as hung: whoever awaits `flush`, `close` or `outcome` without a time does so by a timer.
 */
export const boundWaits: Extension = ({ client }) => {
  const { drain, outcome } = client;
  const bound = (ms: number | undefined) => (ms !== undefined && ms >= 0 ? ms : WAIT_MS);
  client.drain = timeout => drain(bound(timeout));
  client.outcome = (eventId, wait) => outcome(eventId, { timeoutMs: bound(wait?.timeoutMs) });
};
