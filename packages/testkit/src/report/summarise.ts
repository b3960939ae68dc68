import type { Event } from '@vigil/core';
import { culpritOf, handlingOf, levelOf, titleOf } from './eventParts';
import { fit, printableLine } from './printable';

/** An event on one line: `TypeError: x is undefined [error, unhandled] at pay (src/pay.js:10:5)`. */
export function summarise(event: Event): string {
  const culprit = culpritOf(event);
  const facts = [levelOf(event), handlingOf(event)].filter(Boolean).join(', ');
  return printableLine(`${fit(titleOf(event), 160, '...')} [${facts}]${culprit && ` at ${culprit}`}`);
}
