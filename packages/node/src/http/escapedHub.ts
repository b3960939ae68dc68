import type { Hub } from '@vigil/core';

let escaped: Hub | undefined;

/**
 * Remembers whose listener threw. What a listener throws synchronously leaves its async context on the way up, so that
 * `uncaughtExceptionMonitor` no longer sees it. Forgotten after this turn: whoever asks does so before any other code runs.
 */
export function noteEscape(hub: Hub): void {
  escaped = hub;
  queueMicrotask(() => {
    escaped = undefined;
  });
}

/** The context that a listener's synchronous throw has just left; once. */
export function takeEscapedHub(): Hub | undefined {
  const hub = escaped;
  escaped = undefined;
  return hub;
}
