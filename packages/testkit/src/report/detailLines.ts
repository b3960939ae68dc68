import type { Event } from '@vigil/core';
import { asPairs, asRecord, asText, type Loose } from './loose';
import type { Paint } from './paint';
import { pairsText, valueText } from './valueText';

/** Contexts that every event has and that rarely matter: one line together, last. */
const MACHINE = new Set(['os', 'runtime', 'device', 'app', 'browser', 'culture', 'cloud_resource', 'gpu', 'client_os']);
/** Shown elsewhere in the report. */
const ELSEWHERE = new Set(['trace', 'suppressed', 'response', 'process']);

/** Who, with what, on what: request, user, tags, contexts, extra, trace, ids. */
export function detailLines(event: Event, paint: Paint): string[] {
  const contexts = asRecord(event.contexts);
  const rows = [
    ...requestRows(asRecord(event.request), asRecord(contexts['response']), paint),
    ...rowOf('user', pairsText(asPairs(event.user)), paint),
    ...rowOf('tags', pairsText(asPairs(event.tags)), paint),
    ...contextRows(contexts, paint),
    ...rowOf('extra', pairsText(asPairs(event.extra)), paint),
    ...rowOf('process', processText(asRecord(contexts['process'])), paint),
    ...rowOf('on', machineText(contexts, paint), paint),
    ...suppressedRows(asRecord(contexts['suppressed']), paint),
    ...rowOf('trace', traceText(asRecord(contexts['trace'])), paint),
    ...rowOf('fingerprint', Array.isArray(event.fingerprint) ? event.fingerprint.map(part => valueText(part)).join(' / ') : '', paint),
    ...rowOf('event', asText(event.event_id), paint),
  ];
  return rows.length ? ['', ...rows] : [];
}

function requestRows(request: Loose, response: Loose, paint: Paint): string[] {
  const query = valueText(request['query_string'] ?? '');
  const url = asText(request['url']) + (query && !asText(request['url']).includes('?') ? `?${query}` : '');
  const status = asText(response['status_code']);
  return [
    ...rowOf('request', [asText(request['method']), url, status && `-> ${status}`].filter(Boolean).join(' '), paint),
    ...asPairs(request['headers']).map(([name, value]) => paint.row('', `${name}: ${valueText(value)}`)),
    ...rowOf('cookies', pairsText(asPairs(request['cookies'])), paint),
    ...rowOf('body', request['data'] === undefined ? '' : valueText(request['data']), paint),
  ];
}

/** The application's own contexts, one a line. */
function contextRows(contexts: Loose, paint: Paint): string[] {
  const own = Object.entries(contexts).filter(([name]) => !MACHINE.has(name) && !ELSEWHERE.has(name));
  return own.flatMap(([name, context]) => rowOf(name, valueText(context), paint));
}

function machineText(contexts: Loose, paint: Paint): string {
  const texts = Object.entries(contexts).map(([name, context]) => (MACHINE.has(name) ? machineTextOf(name, asRecord(context)) : ''));
  return texts.filter(Boolean).join(paint.dot);
}

function machineTextOf(name: string, context: Loose): string {
  const title = asText(context['name']) || asText(context['model']) || asText(context['family']);
  const version = [asText(context['version']) || asText(context['arch']), asText(context['timezone'])].filter(Boolean).join(' ');
  return title || version ? `${name} ${[title, version].filter(Boolean).join(' ')}` : '';
}

/** `pid 4711, heap 9.9 of 4345.3 MB`: of its many figures those that say at once whether memory ran out. */
function processText({ pid, heap_used: used, heap_limit: limit }: Loose): string {
  const mb = (bytes: number): string => (bytes / 1e6).toFixed(1);
  const heap = typeof used === 'number' ? `heap ${mb(used)}${typeof limit === 'number' ? ` of ${mb(limit)}` : ''} MB` : '';
  return [pid === undefined ? '' : `pid ${asText(pid)}`, heap].filter(Boolean).join(', ');
}

/** The summary that a closing client sends: which issues were kept back, and how often. */
function suppressedRows({ issues }: Loose, paint: Paint): string[] {
  if (!Array.isArray(issues)) return [];
  return issues
    .map(asRecord)
    .map(({ type, value, count }) =>
      paint.row('suppressed', `${asText(count)} x ${[asText(type), asText(value)].filter(Boolean).join(': ')}`),
    );
}

function traceText(trace: Loose): string {
  const parent = asText(trace['parent_span_id']);
  const span = asText(trace['span_id']);
  return [asText(trace['trace_id']), span && `span ${span}`, parent && `parent ${parent}`].filter(Boolean).join(' ');
}

function rowOf(label: string, value: string, paint: Paint): string[] {
  return value ? [paint.row(label, value)] : [];
}
