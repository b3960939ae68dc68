import type { Event, Mechanism } from '../wire/event';

/** Writes into the mechanism of an event's first exception value. Default: `{ type: 'generic', handled: true }`; its `data` is kept. */
export function addExceptionMechanism(event: Event, mechanism?: Partial<Mechanism>): void {
  const exception = event.exception?.values?.[0];
  if (!exception) return;
  const data = { ...exception.mechanism?.data, ...mechanism?.data };
  exception.mechanism = {
    type: 'generic',
    handled: true,
    ...exception.mechanism,
    ...mechanism,
    ...(Object.keys(data).length > 0 && { data }),
  };
}
