import type { Event } from '@vigil/core';
import { byLevel } from './breadcrumbLines';
import { culpritOf, handlingOf, levelOf, titleOf } from './eventParts';
import { asRecord, asSeconds, asText } from './loose';
import type { Paint } from './paint';
import { printable } from './printable';
import { timeText } from './timeText';

/** What happened, how bad it is, where and when. */
export function titleLines(event: Event, paint: Paint): string[] {
  const level = levelOf(event);
  const tint = byLevel(level, paint);
  const [first = '', ...more] = printable(titleOf(event)).split('\n');
  const handling = handlingOf(event);
  const facts = [tint(printable(level)), handling.startsWith('un') ? paint.red(printable(handling)) : printable(handling)];
  return [
    `${tint(paint.cross)} ${paint.bold(first)}`,
    ...more.map(line => `  ${line}`.trimEnd()),
    `  ${facts.filter(Boolean).join(paint.dot)}`,
    ...suppressedLines(event, paint),
    '',
    ...factRows(event, paint),
  ];
}

function factRows(event: Event, paint: Paint): string[] {
  const release = [asText(event.release), asText(event.dist) && `(${asText(event.dist)})`].filter(Boolean).join(' ');
  const facts: Array<[string, string]> = [
    ['in', culpritOf(event)],
    ['transaction', asText(event.transaction)],
    ['environment', asText(event.environment)],
    ['release', release],
    ['server', asText(event.server_name)],
    ['logger', asText(event.logger)],
    ['when', timeText(asSeconds(event.timestamp))],
  ];
  return facts.filter(([, value]) => value).map(([label, value]) => paint.row(label, value));
}

/** What the flood budget kept back since the last event of this issue. */
function suppressedLines(event: Event, paint: Paint): string[] {
  const { count, since } = asRecord(asRecord(event.contexts)['suppressed']);
  if (typeof count !== 'number' || count <= 0) return [];
  const from = timeText(asSeconds(since));
  return [`  ${paint.yellow(`${count} more like this ${count === 1 ? 'was' : 'were'} suppressed${from && ` since ${from}`}`)}`];
}
