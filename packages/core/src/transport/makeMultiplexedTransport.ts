import { isObject } from '../base/guards';
import { safely } from '../base/safely';
import { envelopeUrl, parseDsn } from '../wire/dsn';
import { categoryOf } from '../wire/envelope';
import type { Envelope, Transport, TransportFactory, TransportOptions, TransportResponse } from '../wire/envelopeTypes';
import type { Event } from '../wire/event';
import { httpOutcome } from '../wire/httpOutcome';
import { limitedUntil, type RateLimits, updateRateLimits } from '../wire/rateLimits';
import { readdress } from '../wire/readdress';

/** Where in `event.extra` the default matcher looks for an array of DSNs, or of `{ dsn, release }`. */
export const MULTIPLEXED_TRANSPORT_EXTRA_KEY = 'MULTIPLEXED_TRANSPORT_EXTRA_KEY';

export type MultiplexedTarget = string | { dsn: string; release?: string | undefined };
export interface MultiplexedParams {
  envelope: Envelope;
  /** The first payload of one of these item types; default `['event']`. It has passed the scrubber. */
  getEvent(types?: string[]): Event | undefined;
}
export type MultiplexedMatcher = (params: MultiplexedParams) => MultiplexedTarget[];

/** One target: resolves with the answer of its server, 0 for none. */
type Lane = (envelope: Envelope) => Promise<TransportResponse>;

const RELEASED = ['event', 'transaction', 'profile', 'replay_event'];

function eventOf([, items]: Envelope, types: string[]): Event | undefined {
  return items.find(([{ type }, payload]) => types.includes(type) && isObject(payload))?.[1] as Event | undefined;
}

const byExtra: MultiplexedMatcher = ({ getEvent }) => {
  const targets = getEvent()?.extra?.[MULTIPLEXED_TRANSPORT_EXTRA_KEY];
  return Array.isArray(targets) ? (targets as MultiplexedTarget[]) : [];
};

function withRelease([headers, items]: Envelope, release: string | undefined): Envelope {
  if (!release) return [headers, items];
  const named = ([head, payload]: Envelope[1][number]): Envelope[1][number] =>
    RELEASED.includes(head.type) && isObject(payload) ? [head, { ...payload, release }] : [head, payload];
  return [headers, items.map(named)];
}

/** With limits of its own. What has a final answer is not sent again when the client tries again for another target's sake. */
function createLane(transport: Transport, prepare: (envelope: Envelope) => Envelope): Lane {
  const answered: WeakMap<object, TransportResponse> = new WeakMap();
  let limits: RateLimits = {};
  return async envelope => {
    const [, [first]] = envelope;
    if (!first) return {};
    const before = answered.get(first);
    if (before) return before;
    if (limitedUntil(limits, categoryOf(first[0].type), Date.now())) return { statusCode: 429 };
    try {
      const given: unknown = (await transport.send(prepare(envelope))) ?? {};
      if (!isObject(given)) return { statusCode: 0 };
      limits = updateRateLimits(limits, given, Date.now());
      if (httpOutcome(given['statusCode'] as number | undefined) !== 'network_error') answered.set(first, given);
      return given;
    } catch {
      return { statusCode: 0 };
    }
  };
}

/** No answer before a refusal before success, the first of its kind. Limits stay with their lanes: the client is told of none. */
function worstOf(answers: TransportResponse[]): TransportResponse {
  const is = (wanted: (outcome: string) => boolean) => answers.find(({ statusCode }) => wanted(httpOutcome(statusCode)));
  const worst = is(outcome => outcome === 'network_error') ?? is(outcome => outcome !== 'sent') ?? answers[0];
  return { ...worst, headers: { ...worst?.headers, 'x-sentry-rate-limits': '0::' } };
}

/**
 * A transport that sends each envelope to the DSNs that `matcher` names, `release` overridden where it says so, and to the client's own
 * where it names none that parses, throws or answers with no array. Each DSN has a transport of `create` and limits of its own. The
 * client learns the worst answer: `sent` means that all took it, and a retry goes to those alone that gave no answer. Without a matcher
 * the targets stand in `event.extra[MULTIPLEXED_TRANSPORT_EXTRA_KEY]`. Never throws.
 */
export function makeMultiplexedTransport(create: TransportFactory, matcher: MultiplexedMatcher = byExtra): TransportFactory {
  return options => {
    const transports: Transport[] = [];
    const lanes = new Map<string, Lane | undefined>();
    const open = (given: TransportOptions, prepare: (envelope: Envelope) => Envelope) => {
      const transport = create(given);
      transports.push(transport);
      return createLane(transport, prepare);
    };
    const own = open(options, envelope => envelope);
    // the client's key is in its URL; a tunnel has none, and is the way to every DSN
    const { url } = options;
    const [, host = '', publicKey = '', sdk = ''] = /^\w+:\/\/([^/:]+)[/:].*[?&]sentry_key=(\w+)&sentry_client=([^&]*)/.exec(url) ?? [];
    const from = { protocol: '', publicKey, host, projectId: '' };

    function laneOf(target: MultiplexedTarget): Lane | undefined {
      const { dsn: text, release } = typeof target === 'string' ? { dsn: target, release: undefined } : target;
      const id = `${text} ${release ?? ''}`;
      if (lanes.has(id)) return lanes.get(id);
      const dsn = parseDsn(text);
      const to = dsn && { ...options, url: publicKey ? envelopeUrl(dsn, decodeURIComponent(sdk)) : url };
      const lane = to && open(to, ([headers, items]) => withRelease([readdress(headers, dsn, [from], true), items], release));
      lanes.set(id, lane);
      return lane;
    }
    function targetsOf(envelope: Envelope): Lane[] {
      const getEvent = (types?: string[]) => eventOf(envelope, types?.length ? types : ['event']);
      const named: unknown = safely(() => matcher({ envelope, getEvent }));
      const found = Array.isArray(named) ? named.map(each => safely(() => laneOf(each))) : [];
      const usable = new Set(found.filter(each => each !== undefined));
      return usable.size ? [...usable] : [own];
    }
    return {
      send: async envelope => worstOf(await Promise.all(targetsOf(envelope).map(lane => lane(envelope)))),
      flush: async timeout => (await Promise.all(transports.map(each => each.flush(timeout)))).every(Boolean),
    };
  };
}
