import type { Event } from '@vigil/core';
import type { ReceivedEnvelope, ReceivedItem } from '../decodeEnvelope';
import { type ClientReport, formatDiscarded } from '../report/formatDiscarded';
import { formatReport, type ReportOptions } from '../report/formatReport';
import { asList, asRecord, asSeconds, asText, type Loose } from '../report/loose';
import { createPaint } from '../report/paint';
import { fit, printableLine } from '../report/printable';
import { valueText } from '../report/valueText';

/** An envelope for the terminal: events as reports, everything else in a line or two. */
export function formatEnvelope(envelope: ReceivedEnvelope, { color = false, width = 100 }: ReportOptions): string {
  const { sdk } = envelope.headers;
  const paint = createPaint(color, width);
  const parts = envelope.items.map(item => formatItem(item, { color, width }));
  if (envelope.malformed) parts.push(paint.red(printableLine(`${paint.cross} this envelope cannot be read: ${envelope.malformed}`)));
  if (!parts.length) parts.push(paint.dim('  an envelope without items'));
  return [paint.dim(headline(envelope.items, asRecord(sdk), color, width)), ...parts].join('\n');
}

/** `-- event, 1240 bytes, vigil.javascript.node 0.1.0 -----` */
function headline(items: ReceivedItem[], sdk: Loose, color: boolean, width: number): string {
  const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
  const types = items.map(typeOf).join(' + ') || 'empty';
  const facts = [types, `${bytes} bytes`, `${asText(sdk['name'])} ${asText(sdk['version'])}`.trim()].filter(Boolean).join(', ');
  const line = color ? '─' : '-';
  return `\n${line}${line} ${fit(printableLine(facts), width - 10, '...')} `.padEnd(width + 1, line);
}

function formatItem(item: ReceivedItem, options: ReportOptions): string {
  const { payload } = item;
  const type = typeOf(item);
  if (payload instanceof Uint8Array) {
    const name = asText(item.headers['filename']) || '(no name)';
    return printableLine(`  ${type} ${name}, ${item.bytes} bytes ${asText(item.headers['content_type'])}`.trimEnd());
  }
  if (type === 'event') return formatReport(asRecord(payload) as Event, options);
  if (type === 'client_report') return formatDiscarded(asRecord(payload) as ClientReport).replace(/^/gm, '  not sent: ');
  const width = options.width ?? 100;
  const entries = asList(asRecord(payload)['items']);
  const lines = entries.length ? entries.map(entry => describeEntry(asRecord(entry))) : [describe(type, asRecord(payload))];
  return lines.map(line => `  ${fit(printableLine(`${type} ${line}`), width - 2, '...')}`).join('\n');
}

/** Of a container: a log or a metric, with what its application said of it. */
function describeEntry(entry: Loose): string {
  const { level, body, name, value, unit } = entry;
  const said = body === undefined ? [name, value, unit] : [level, body];
  const own = Object.entries(asRecord(entry['attributes'])).filter(([key]) => !/^(?:sentry|server)\./.test(key));
  const attributes = Object.fromEntries(own.map(([key, attribute]) => [key, asRecord(attribute)['value']]));
  const text = said.map(asText).filter(Boolean).join(' ') || valueText(entry);
  return own.length ? `${text} ${valueText(attributes)}` : text;
}

function describe(type: string, payload: Loose): string {
  if (type === 'transaction') return describeTransaction(payload);
  if (type === 'session')
    return `${asText(payload['status']) || 'ok'}, errors ${asText(payload['errors']) || '0'}, ${valueText(payload['attrs'] ?? {})}`;
  if (type === 'feedback') return describeFeedback(payload);
  if (type === 'check_in') return `${asText(payload['monitor_slug'])} ${asText(payload['status'])}`;
  return valueText(payload);
}

/** What the person wrote, before all that the SDK knows of the place. */
function describeFeedback(payload: Loose): string {
  const { message, name, contact_email, ...rest } = asRecord(asRecord(payload['contexts'])['feedback']);
  const from = [name, contact_email].map(asText).filter(Boolean).join(' ');
  return `${JSON.stringify(asText(message))}${from && ` of ${from}`} ${valueText(rest)}`.trimEnd();
}

function describeTransaction(payload: Loose): string {
  const start = asSeconds(payload['start_timestamp']);
  const end = asSeconds(payload['timestamp']);
  const took = start === undefined || end === undefined ? '' : `${Math.round((end - start) * 1000)} ms, `;
  return `${asText(payload['transaction'])}, ${took}${asList(payload['spans']).length} spans`;
}

function typeOf(item: ReceivedItem): string {
  return asText(item.headers['type']) || '(no type)';
}
