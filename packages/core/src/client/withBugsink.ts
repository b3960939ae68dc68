import type { Gated } from '../safe/gate';
import { exceptionsOf } from '../scope/exceptionsOf';
import type { Event } from '../wire/event';
import type { Extension } from './platform';

/** A message's stack where the protocol keeps that of a thread; nothing is synthetic. */
function plain(given: Event): Event {
  const { exception: _moved, ...event } = given;
  const exceptions = exceptionsOf(given);
  const [first] = exceptions;
  const stacktrace = (event.message ?? event.logentry) !== undefined && !first?.type ? first?.stacktrace : undefined;
  if (stacktrace) return { ...event, threads: { values: [{ stacktrace, current: true, crashed: false }] } };
  const values = exceptions.map(each => {
    const { synthetic: _synthetic, ...mechanism } = each.mechanism ?? { type: 'generic' };
    return { ...each, mechanism };
  });
  return { ...event, exception: { values } };
}

/**
 * Bugsink calls a synthetic exception by the function that captured it: its text is told nowhere in the list of issues, and all messages
 * of one function become one issue. With `backend: 'bugsink'` messages and thrown texts arrive as what they say.
 */
export const withBugsink: Extension = core => {
  const { delivery, options } = core;
  if (!delivery || options.backend !== 'bugsink') return;
  const plainly = (gated: Gated): Gated => {
    if (!exceptionsOf(gated.event).some(each => each.mechanism?.synthetic)) return gated;
    const event = plain(gated.event);
    return { ...gated, event, json: JSON.stringify(event) };
  };
  core.delivery = { ...delivery, sendEvent: (gated, ...rest) => delivery.sendEvent(plainly(gated), ...rest) };
};
