import type { Event } from '@vigil/core';
import { asList, asPairs, asRecord, asSeconds, asText, type Loose } from './loose';
import type { Paint } from './paint';
import { fit, printableLine } from './printable';
import { agoText } from './timeText';
import { pairsText } from './valueText';

const SHOWN = 30;

/** What led up to it, oldest first, each with its distance in time to the event. */
export function breadcrumbLines(event: Event, paint: Paint): string[] {
  const crumbs = asList(event.breadcrumbs);
  if (!crumbs.length) return [];
  const shown = crumbs.slice(-SHOWN);
  const categoryWidth = Math.min(Math.max(...shown.map(crumb => categoryOf(crumb).length)), 16);
  const earlier = crumbs.length - shown.length;
  return [
    '',
    paint.bold('Breadcrumbs'),
    ...(earlier ? [paint.dim(`  ${paint.ellipsis} ${earlier} earlier`)] : []),
    ...shown.map(crumb => crumbLine(crumb, asSeconds(event.timestamp), categoryWidth, paint)),
  ];
}

function crumbLine(crumb: Loose, eventTime: number | undefined, categoryWidth: number, paint: Paint): string {
  const time = asSeconds(crumb['timestamp']);
  const ago = time === undefined || eventTime === undefined ? '' : agoText(eventTime - time);
  const category = fit(printableLine(categoryOf(crumb)), categoryWidth, paint.ellipsis).padEnd(categoryWidth);
  const level = asText(crumb['level']) || 'info';
  const text = fit(printableLine(textOf(crumb)), Math.max(paint.width - categoryWidth - 22, 20), paint.ellipsis);
  return `  ${paint.dim(ago.padStart(8))}  ${paint.cyan(category)}  ${byLevel(level, paint)(level.padEnd(7))} ${text}`.trimEnd();
}

function categoryOf(crumb: Loose): string {
  return asText(crumb['category']) || asText(crumb['type']) || 'default';
}

/** The message, then the data; of a request first what a person looks for: method, address, status. */
function textOf(crumb: Loose): string {
  const data = asRecord(crumb['data']);
  const { method, url, status_code: status, 'http.request.method': httpMethod, ...rest } = data;
  const request =
    asText(url) &&
    [asText(method) || asText(httpMethod), asText(url), status === undefined ? '' : `[${asText(status)}]`].filter(Boolean).join(' ');
  const others = pairsText(asPairs(request ? rest : data).filter(([key]) => key !== 'arguments' && key !== 'logger'));
  return [asText(crumb['message']), request, others].filter(Boolean).join('  ');
}

export function byLevel(level: string, paint: Paint): (text: string) => string {
  if (level === 'fatal' || level === 'error') return paint.red;
  if (level === 'warning') return paint.yellow;
  return paint.dim;
}
