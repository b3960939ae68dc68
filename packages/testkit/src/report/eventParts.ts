import type { Event } from '@vigil/core';
import { framesOf, functionOf, isOwn, locationOf } from './frameText';
import { asList, asRecord, asText, type Loose } from './loose';

/** Exceptions, the captured one first, then what it was caused by; on the wire they stand the other way round. */
export function exceptionsOf(event: Event): Loose[] {
  return asList(event.exception).reverse();
}

/** `TypeError: x is undefined`, or the message. Never empty. */
export function titleOf(event: Event): string {
  const first = exceptionsOf(event)[0];
  if (first && asText(first['type'])) return exceptionTitle(first);
  return messageOf(event) || (first && exceptionTitle(first)) || asText(event.transaction) || '<no message>';
}

export function exceptionTitle(exception: Loose): string {
  return [asText(exception['type']), asText(exception['value'])].filter(Boolean).join(': ');
}

export function messageOf(event: Event): string {
  const entry = asRecord(event.logentry);
  return asText(event.message) || asText(entry['formatted']) || asText(entry['message']);
}

/** `unhandled` where the application did not catch it, with the hook that did. */
export function handlingOf(event: Event): string {
  const first = exceptionsOf(event)[0];
  const mechanism = asRecord(first?.['mechanism']);
  if (typeof mechanism['handled'] !== 'boolean' || !asText(first?.['type'])) return '';
  const type = asText(mechanism['type']);
  return (mechanism['handled'] ? 'handled' : 'unhandled') + (type && type !== 'generic' ? ` (${type})` : '');
}

/** `pay (src/pay.js:10:5)`: where in the application's own code it happened. */
export function culpritOf(event: Event): string {
  const frames = exceptionsOf(event).flatMap(framesOf);
  const frame = frames.find(isOwn) ?? frames[0];
  return frame ? `${functionOf(frame)} (${locationOf(frame)})` : '';
}

export function levelOf(event: Event): string {
  return asText(event.level) || 'error';
}
