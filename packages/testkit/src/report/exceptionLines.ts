import type { Event } from '@vigil/core';
import { exceptionsOf, exceptionTitle } from './eventParts';
import { asRecord, asText, type Loose } from './loose';
import type { Paint } from './paint';
import { printable } from './printable';
import { stackLines } from './stackLines';

/** The stack of what was captured, then each cause with its own. */
export function exceptionLines(event: Event, paint: Paint): string[] {
  const exceptions = exceptionsOf(event);
  return exceptions.flatMap((exception, index) => {
    const stack = stackLines(exception, paint, exceptions[index - 1]);
    const heading = index ? causeLines(exception, paint) : [];
    return heading.length + stack.length ? ['', ...heading, ...stack] : [];
  });
}

/** A list of errors says which of them it is: `with errors[1]`. */
function causeLines(exception: Loose, paint: Paint): string[] {
  const source = asText(asRecord(exception['mechanism'])['source']);
  const relation = source && source !== 'cause' ? `with ${printable(source)}:` : 'caused by';
  const [first = '', ...more] = printable(exceptionTitle(exception) || '<unknown>').split('\n');
  return [`  ${paint.dim(relation)} ${paint.bold(first)}`, ...more.map(line => `    ${line}`.trimEnd())];
}
