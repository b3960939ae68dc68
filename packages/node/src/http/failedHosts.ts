import { type Event, type EventHint, exceptionsOf, safely } from '@vigil/core';

/** Where the requests went whose errors these are. */
const hosts: WeakMap<object, string> = new WeakMap();

export function rememberHost(error: unknown, origin: unknown): void {
  if (typeof error === 'object' && error !== null && origin) hosts.set(error, new URL(String(origin)).host);
}

/** Says in the report alone whom `fetch failed` to reach; the error itself stays as it is, others go by its text. */
export function nameHosts(event: Event, { originalException }: EventHint): void {
  // a Proxy may throw when it is looked at
  safely(() => nameEach(event, originalException));
}

function nameEach(event: Event, thrown: unknown): void {
  let error = thrown;
  for (const exception of exceptionsOf(event).reverse()) {
    if (!(error instanceof Error)) return;
    const { cause } = error;
    const host = typeof cause === 'object' && cause !== null ? hosts.get(cause) : undefined;
    if (host && exception.value === 'fetch failed') exception.value += ` (${host})`;
    error = cause;
  }
}
