import { peek } from '../base/guards';
import { safely } from '../base/safely';
import { type DsnComponents, formatDsn, orgIdOf } from './dsn';
import type { EnvelopeHeaders } from './envelopeTypes';

/**
 * Envelope headers as they must be for `to`: its key in the trace (protocol 13.2), and its DSN where a tunnel reads it. A trace that began
 * in none of the projects of `own` keeps its key: the server samples by the project in which it began. What was given stays as it is.
 */
export function readdress(headers: EnvelopeHeaders, to: DsnComponents, own: DsnComponents[], tunnelled: boolean): EnvelopeHeaders {
  const { trace } = headers;
  const from = trace && own.find(({ publicKey }) => publicKey === trace['public_key']);
  const next = tunnelled ? { ...headers, dsn: formatDsn(to) } : headers;
  if (!from || from === to) return next;
  const { org_id, ...rest } = trace;
  const org = org_id === orgIdOf(from) ? orgIdOf(to) : org_id;
  return { ...next, trace: { ...rest, public_key: to.publicKey, ...(org && { org_id: org }) } };
}

type Body = string | Uint8Array;

/** A line of a serialised envelope, and where its end is; undefined where there is none from `start` on. */
function lineOf(body: Body, start: number): { text: string; end: number } | undefined {
  const isText = typeof body === 'string';
  const end = isText ? body.indexOf('\n', start) : body.indexOf(10, start);
  if (end < 0) return undefined;
  return { text: isText ? body.slice(start, end) : new TextDecoder().decode(body.subarray(start, end)), end };
}

/** The same of a serialised envelope, whose first line the headers are. What has no such line comes back as it is. */
export function readdressBody(body: Body, change: (headers: EnvelopeHeaders) => EnvelopeHeaders): Body {
  const line = lineOf(body, 0);
  const head = line && safely(() => JSON.stringify(change(JSON.parse(line.text))));
  if (!head) return body;
  if (typeof body === 'string') return head + body.slice(line.end);
  const first = new TextEncoder().encode(head);
  const rest = body.subarray(line.end);
  const whole = new Uint8Array(first.length + rest.length);
  whole.set(first);
  whole.set(rest, first.length);
  return whole;
}

/** Of the first item of a serialised envelope. */
export function firstTypeOf(body: Body): string | undefined {
  const line = lineOf(body, (lineOf(body, 0)?.end ?? -1) + 1);
  return line && safely(() => peek(JSON.parse(line.text), 'type') as string);
}
