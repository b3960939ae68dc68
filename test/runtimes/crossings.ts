import type { Event } from '@vigil/core';
import type { Sent } from './load';

/**
 * What is wrong with the events of a load: not exactly one for a request, or one that carries anything of another request's. Whose an event is,
 * its error says (`failed for who-7`); user, tag, breadcrumbs, address and trace must say the same. Empty when all is well.
 */
export function crossings(events: readonly Event[], sent: readonly Sent[]): string[] {
  const wrong: string[] = [];
  const byWho = new Map<string, Event[]>();
  for (const event of events) {
    const message = event.exception?.values?.at(-1)?.value ?? event.message ?? '';
    const who = /^failed for (who-\d+)$/.exec(message)?.[1];
    if (who === undefined) wrong.push(`nobody's event: ${message}`);
    else byWho.set(who, [...(byWho.get(who) ?? []), event]);
  }
  for (const { who, way, traceId } of sent) {
    const own = byWho.get(who) ?? [];
    if (own.length !== 1) wrong.push(`${own.length} events for ${who} (${way})`);
    for (const event of own) {
      for (const [what, seen, expected] of factsOf(event, who, traceId)) {
        if (seen !== expected) wrong.push(`${what} of ${who} (${way}) is ${seen}`);
      }
    }
  }
  return wrong;
}

function factsOf(event: Event, who: string, traceId: string): Array<[what: string, seen: unknown, expected: unknown]> {
  const crumbs = (event.breadcrumbs ?? []).filter(({ message }) => /^who-\d+ /.test(message ?? ''));
  return [
    ['user', event.user?.id, who],
    ['tag', event.tags?.['who'], who],
    ['breadcrumbs', crumbs.map(({ message }) => message).join(), `${who} came,${who} goes`],
    ['url', event.request?.url?.split('/').at(-1)?.split('?')[0], who],
    ['trace', event.contexts?.['trace']?.['trace_id'], traceId],
  ];
}
