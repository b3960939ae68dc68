import { isObject, peek } from '../base/guards';
import { keysOf } from '../base/keysOf';
import { createBodyRules } from '../safe/createBodyRules';
import type { ScrubRules } from '../safe/scrub';
import { exceptionsOf } from '../scope/exceptionsOf';
import type { Event } from '../wire/event';
import type { Core } from './core';

/** What errors carry of requests and answers, by `dataCollection.httpBodies`; of objects of the runtime the name. */
export function hideBodies({ options, processors }: Core, rules: ScrubRules): void {
  const { httpBodies } = options.dataCollection ?? {};
  const byPii = httpBodies === undefined && options.sendDefaultPii ? ['incomingRequest'] : [];
  const bodies: unknown[] = Array.isArray(httpBodies) ? httpBodies : byPii;
  // a hook may give an exception another name, or a copy to its fields, but not both before the event is copied
  const fields = new WeakSet<object>();
  let names = new Set<unknown>();
  // the second error of a name has its place in the chain behind it
  const isName = (key: unknown) => typeof key === 'string' && (names.has(key) || names.has(key.replace(/ \d{1,3}$/, '')));
  const { begin, redactIn } = createBodyRules({
    lets: kind => bodies.includes(kind),
    isOfError: ({ from, key, up }) => fields.has(from) || key === '__serialized__' || (up?.key === 'contexts' && !up.up?.up && isName(key)),
  });
  const take = (event: Event): Event => {
    begin();
    names = new Set(exceptionsOf(event).map(each => peek(each, 'type')));
    return event;
  };
  rules.redactIn = redactIn;
  rules.redact = take;
  processors.push({
    by: 'bodies',
    run(event) {
      const { contexts } = take(event);
      for (const key of isObject(contexts) ? keysOf(contexts) : []) {
        const own = isName(key) && peek(contexts, key);
        if (isObject(own)) fields.add(own);
      }
      return event;
    },
  });
}
