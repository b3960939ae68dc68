import { type Answer, after, bytes, drip, hang, inTurn, reset, status, truncate } from './answers';

export interface Fault {
  /** Where the DSN points. Default: at a server that answers by `answer`. */
  place?: 'nobody' | 'no such host' | 'self-signed';
  answer?: Answer;
  /** The server goes away when the head of a request is there: for the first so many. */
  diesAt?: number;
  /** By how much the clock jumps while the first answer is awaited. Milliseconds. */
  jumpMs?: number;
  /** The process ends at once, nobody can be reached and the spool is this. */
  spool?: 'writable' | 'read-only' | 'full';
}

const ok = status(200);
const full = 'x'.repeat(100_000);
const many = Array.from({ length: 400 }, (_, n) => `x-header-${n}: ${n}`).join('\r\n');
const raw = (headers: string, rest = '{}') => bytes(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${headers}\r\n\r\n${rest}`);

export const faults = {
  'nobody listens': { place: 'nobody' },
  'resets every connection': { answer: reset },
  'resets, then 200': { answer: inTurn(reset, ok) },
  'never answers, then 200': { answer: exchange => (exchange.count > 4 ? ok : hang)(exchange) },
  'drips a body without an end': { answer: drip },
  'cuts its answer off': { answer: truncate },
  'dies mid-request, then 200': { answer: ok, diesAt: 2 },
  'up and down in turn': { answer: exchange => (exchange.count % 2 ? reset : ok)(exchange) },
  'no such host': { place: 'no such host' },
  'a certificate nobody vouches for': { place: 'self-signed', answer: ok },
  'answers 200 with rubbish': { answer: status(200, { text: '\0<html>{"id":' }) },
  'answers 301': { answer: status(301, { headers: { location: '/elsewhere' } }) },
  'answers 400': { answer: status(400) },
  'answers 401': { answer: status(401) },
  'answers 403': { answer: status(403) },
  'answers 404': { answer: status(404) },
  'answers 408': { answer: inTurn(status(408), ok) },
  'answers 413': { answer: status(413) },
  'answers 429': { answer: status(429) },
  'answers 429 with Retry-After': { answer: status(429, { headers: { 'retry-after': '1' } }) },
  'answers 429 with limits': { answer: status(429, { headers: { 'x-sentry-rate-limits': '60:error;session:org, 2700:default:org' } }) },
  'answers 500 for ever': { answer: status(500) },
  'answers 500, then 200': { answer: inTurn(status(500), ok) },
  'answers 502': { answer: inTurn(status(502, { text: '<html>' }), ok) },
  'answers 503 with Retry-After': { answer: inTurn(status(503, { headers: { 'retry-after': '1' } }), ok) },
  'answers 504': { answer: inTurn(status(504), status(504), ok) },
  'a huge header': { answer: raw(`x-huge: ${full}\r\nx-sentry-rate-limits: ${full}\r\ncontent-length: 2`) },
  'many headers': { answer: raw(`${many}\r\ncontent-length: 2`) },
  'line breaks in a header': { answer: raw('x-sentry-rate-limits: 60:error%0d%0aretry-after:1\\r\\n\tx\r\ncontent-length: 2') },
  'a content-length that is too long': { answer: raw('content-length: 2000') },
  'a content-length that is too short': { answer: raw('content-length: 2', '{}{}{}{}') },
  'limits that are no numbers': { answer: status(200, { headers: { 'x-sentry-rate-limits': 'soon:error:org, :::, NaN' } }) },
  'limits without an end': { answer: status(200, { headers: { 'x-sentry-rate-limits': '1e999:all:org' } }) },
  'the clock jumps an hour on': { answer: inTurn(after(200, status(503)), ok), jumpMs: 3_600_000 },
  'the clock jumps an hour back': { answer: inTurn(after(200, status(503)), ok), jumpMs: -3_600_000 },
  'down at the end': { place: 'nobody', spool: 'writable' },
  'down at the end, read-only folder': { place: 'nobody', spool: 'read-only' },
  'down at the end, full disk': { place: 'nobody', spool: 'full' },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;
export const faultNames = Object.keys(faults) as FaultName[];
export const faultOf = (name: FaultName): Fault => faults[name];
