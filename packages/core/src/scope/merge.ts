import type { Event } from '../wire/event';
import { crumbsOf } from './breadcrumbs';
import { copyOf, listOf } from './copyOf';
import type { State } from './scopeData';

/**
 * Scope data (global, isolation, current) under an event's own (protocol 11.1): maps merge one level, a context is replaced as a whole,
 * lists are joined, `level` and `transactionName` of a scope win over the event's. Later layers win over earlier ones.
 */
export function mergeInto(event: Event, layers: State[]): void {
  for (const key of ['tags', 'extra', 'contexts', 'user'] as const) {
    const parts = layers.map(layer => layer[key]);
    // an empty user is one that was cleared: of those below it nothing is left
    while (key === 'user' && parts.some(part => part && !Object.keys(part).length)) parts.shift();
    const [global, isolation, current] = parts;
    // by spread, which takes what is called `__proto__` for a member like any other
    const merged: object = { ...global, ...isolation, ...current, ...copyOf(event[key]) };
    if (Object.keys(merged).length) event[key] = merged as never;
  }
  const crumbs = layers.flatMap(({ trail }) => crumbsOf(trail));
  const breadcrumbs = [...listOf(event.breadcrumbs), ...crumbs];
  const fingerprint = [event, ...layers].flatMap(each => listOf(each.fingerprint));
  if (breadcrumbs.length) event.breadcrumbs = breadcrumbs;
  if (fingerprint.length) event.fingerprint = fingerprint;
  for (const { level, transactionName } of layers) {
    if (level) event.level = level;
    if (transactionName && !event.type) event.transaction = transactionName;
  }
}
