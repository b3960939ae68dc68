import { isObject, peek } from '../base/guards';
import { safely } from '../base/safely';
import { normalize } from '../safe/normalize';
import { copyOf, listOf } from '../scope/copyOf';
import type { IncomingTrace } from '../trace/propagation';
import type { Primitive } from '../wire/event';

/** What a message brought. */
export interface Carried {
  incoming: IncomingTrace;
  user: Record<string, unknown> | undefined;
  tags: Record<string, Primitive> | undefined;
}

/** A carrier is a quarter of it, `baggage` at most half. */
const MAX_TEXT = 16_384;

/** A text, or one in bytes, as brokers bring their headers. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const bytes = ArrayBuffer.isView(value) && new Uint8Array(value.buffer, value.byteOffset, Math.min(value.byteLength, MAX_TEXT + 1));
  return bytes ? new TextDecoder().decode(bytes) : undefined;
}

/** A header may be there several times. */
function textsOf(value: unknown): string[] {
  const all = Array.isArray(value) ? listOf(value) : [value];
  return all.map(textOf).filter(text => text !== undefined);
}

function plain(value: unknown): Record<string, never> | undefined {
  const copy = isObject(value) ? copyOf(normalize(value, { maxBytes: MAX_TEXT }) as object) : undefined;
  return copy && (Object.fromEntries(Object.entries(copy).filter(([key]) => key !== '__proto__')) as Record<string, never>);
}

function read(given: unknown): Carried | undefined {
  const text = textOf(given);
  const message: unknown = text === undefined ? given : text.length > MAX_TEXT ? undefined : JSON.parse(text);
  if (!isObject(message)) return undefined;
  const get = peek(message, 'get');
  // `Headers`, or a Map of them
  const part = (name: string): unknown => (typeof get === 'function' ? get.call(message, name) : peek(message, name));
  const [sentryTrace] = textsOf(part('sentry-trace'));
  const [traceparent] = textsOf(part('traceparent'));
  const isOurs = peek(message, 'v') === 1;
  if (!isOurs && !sentryTrace && !traceparent) return undefined;
  return {
    incoming: { sentryTrace, traceparent, baggage: textsOf(part('baggage')) },
    // headers of a broker are anybody's: only what `inject` made says who the user is
    user: isOurs ? plain(peek(message, 'user')) : undefined,
    tags: isOurs ? plain(peek(message, 'tags')) : undefined,
  };
}

/** A carrier as an object, as JSON text or in bytes, or the headers of a message. Undefined for anything else. Never throws. */
export function readCarrier(given: unknown): Carried | undefined {
  return safely(() => read(given));
}
