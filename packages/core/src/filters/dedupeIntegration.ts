import type { Integration } from '../client/integration';
import { exceptionsOf, framesOf } from '../scope/exceptionsOf';
import type { Event } from '../wire/event';

/** What two events must share to be the same: texts, places and fingerprint; nothing of when or for whom. */
function faceOf(event: Event): string {
  const places = exceptionsOf(event).map(each => [
    each.type,
    each.value,
    framesOf(each).map(({ filename, function: name, lineno, colno }) => [filename, name, lineno, colno]),
  ]);
  return JSON.stringify([event.message, places, event.fingerprint]);
}

/**
 * Drops an error or message that equals the one before it (`filtered` by `Dedupe`). Off by default: the budget bounds repetitions, also
 * of several errors in turn, and says how many there were.
 */
export function dedupeIntegration(): Integration {
  let before = '';
  return {
    name: 'Dedupe',
    processEvent(event, { explained }) {
      if (event.type) return event;
      const face = faceOf(event);
      const isSame = face === before;
      if (!explained) before = face;
      return isSame ? null : event;
    },
  };
}
