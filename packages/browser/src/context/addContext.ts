import type { Event } from '@vigil/core';

/** Adds a context to an event; what the application set of it stays. */
export function addContext(event: Event, name: string, values: Record<string, unknown> | undefined): Event {
  event.contexts = { ...event.contexts, [name]: { ...values, ...event.contexts?.[name] } };
  return event;
}
