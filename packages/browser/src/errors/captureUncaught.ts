import type { Client, EventHint, Mechanism } from '@vigil/core';

/** Captures what nobody caught. `type`: of the mechanism, after `auto.browser.`. */
export function captureUncaught(client: Client, error: unknown, type: string, data?: Mechanism['data'], hint?: EventHint): void {
  client.capture({
    error,
    isError: true,
    hint: { mechanism: { type: `auto.browser.${type}`, handled: false, ...(data && { data }) }, ...hint },
  });
}
