import { continueTrace, getCurrentScope, getTraceData } from '@vigil/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CountingClient, startCountingClient } from './countingClient';
import { hostileText } from './hostileTexts';
import { createRandom, type Random } from './random';

const TIMES = 20_000;
const MAX_BAGGAGE = 8_192;
const TRACE = '4f6e1c3fd2b84d0c9a1e5b7c8d9e0f11';
const SPAN = '00f067aa0ba902b7';

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => '0123456789abcdefABCDEFg-'[random.below(random.oneIn(20) ? 24 : 16)]).join('');
}

/** What is no header at all. Arrays that only claim to be long have a test of their own. */
function noText(random: Random): unknown {
  const throwing = new Proxy([], {
    get() {
      throw new RangeError('boom');
    },
  });
  return random.pick([
    undefined,
    null,
    0,
    Number.NaN,
    10n ** 50n,
    Symbol('s'),
    () => {},
    {},
    [],
    [[[]]],
    [null, 1, {}],
    throwing,
    throwing,
    new Date(0),
  ]);
}

function sentryTrace(random: Random): unknown {
  return random.pick([
    () => `${TRACE}-${SPAN}-1`,
    () =>
      `${hex(random, random.pick([0, 16, 31, 32, 33]))}-${hex(random, random.pick([0, 15, 16, 17]))}-${random.pick(['0', '1', '2', 'd', '', '01'])}`,
    () => `${'0'.repeat(32)}-${'0'.repeat(16)}-1`,
    () => `${TRACE}-${SPAN}-1`.repeat(1 + random.below(2_000)),
    () => `${'-'.repeat(random.below(50_000))}${TRACE}`,
    () => [`${TRACE}-${SPAN}-0`, `${TRACE}-${SPAN}-1`],
    () => hostileText(random),
    () => noText(random),
  ])();
}

function member(random: Random): string {
  const key = random.pick([
    'sentry-trace_id',
    'sentry-sample_rand',
    'sentry-sample_rate',
    'sentry-public_key',
    'sentry-',
    'sentry-__proto__',
    'vendor',
    '',
    '%',
    'sentry-%00',
  ]);
  const value = random.pick([
    TRACE,
    '0.5',
    '2',
    '-1',
    'NaN',
    '1e400',
    '%',
    '%E0%A4%A',
    '%F0%9F%A6%8A',
    'a;b=c;d',
    '\u0000',
    'x'.repeat(300),
    '',
    'ä',
  ]);
  return `${random.oneIn(9) ? ' \t' : ''}${key}${random.oneIn(9) ? '' : '='}${value}`;
}

function baggage(random: Random): unknown {
  const members = (count: number) => Array.from({ length: count }, () => member(random)).join(random.pick([',', ', ', ',,']));
  return random.pick([
    () => members(random.below(20)),
    () => members(random.oneIn(20) ? 5_000 : 200),
    () => [members(3), members(3), noText(random)],
    () => `sentry-release=${'r'.repeat(random.below(100_000))}`,
    () => ','.repeat(random.below(100_000)),
    () => '='.repeat(random.below(100_000)),
    () => `sentry-trace_id=${TRACE},sentry-sample_rand=0.25`,
    () => hostileText(random),
    () => noText(random),
  ])();
}

function traceparent(random: Random): unknown {
  return random.pick([
    undefined,
    `00-${TRACE}-${SPAN}-01`,
    `ff-${TRACE}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-00`,
    hostileText(random),
    noText(random),
  ]);
}

describe('hostile trace headers', () => {
  let counting: CountingClient;
  beforeAll(() => {
    counting = startCountingClient({ release: 'shop@1', environment: 'production' });
  });
  afterAll(() => counting.client.close());

  const read = (headers: unknown) =>
    continueTrace(headers as Parameters<typeof continueTrace>[0], () => ({
      propagation: getCurrentScope().getPropagationContext(),
      out: getTraceData({ propagateTraceparent: true }),
    }));

  it(`${TIMES} of them: always a valid trace, and headers within the bounds`, () => {
    let continued = 0;
    for (let seed = 1; seed <= TIMES; seed++) {
      const random = createRandom(seed);
      const headers = random.oneIn(40)
        ? noText(random)
        : { sentryTrace: sentryTrace(random), baggage: baggage(random), traceparent: traceparent(random) };
      const { propagation, out } = read(headers);
      const { traceId, propagationSpanId, parentSpanId, sampleRand, dsc = {} } = propagation;
      if (traceId === TRACE) continued++;
      const fault =
        (/^(?!0{32})[0-9a-f]{32}$/.test(traceId) ? '' : `trace id ${traceId}`) ||
        (/^[0-9a-f]{16}$/.test(propagationSpanId) ? '' : `span id ${propagationSpanId}`) ||
        (parentSpanId === undefined || /^(?!0{16})[0-9a-f]{16}$/.test(parentSpanId) ? '' : `parent ${parentSpanId}`) ||
        (sampleRand >= 0 && sampleRand < 1 ? '' : `sampleRand ${sampleRand}`) ||
        (Object.keys(dsc).length <= 180 && Object.values(dsc).every(value => typeof value === 'string' && value.length <= MAX_BAGGAGE)
          ? ''
          : 'dsc') ||
        (/^[0-9a-f]{32}-[0-9a-f]{16}(-[01])?$/.test(out['sentry-trace'] ?? '') ? '' : `sentry-trace ${out['sentry-trace']}`) ||
        (/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/.test(out.traceparent ?? '') ? '' : `traceparent ${out.traceparent}`) ||
        ((out.baggage ?? '').length <= MAX_BAGGAGE && /^[\x21-\x7e]*$/.test(out.baggage ?? '') ? '' : 'baggage');
      if (fault) expect({ seed, fault }).toEqual({ seed, fault: '' });
    }
    console.info(`hostile: ${TIMES} sets of trace headers, ${continued} of them continued the trace`);
    expect(continued).toBeGreaterThan(TIMES / 20);
  });

  it('a list of baggage is not read beyond its bounds', () => {
    let asked = 0;
    const list = new Proxy(Object.assign([], { length: 1_000_000 }), {
      get(target, key) {
        asked++;
        return Reflect.get(target, key);
      },
      has(target, key) {
        asked++;
        return Reflect.has(target, key);
      },
    });
    read({ sentryTrace: `${TRACE}-${SPAN}-1`, baggage: list });
    expect(asked).toBeLessThan(2_000);
  });

  it('the trace that a request brings is on its events, whatever else it brings', async () => {
    const { client, settle, wire, books } = counting;
    for (let seed = 1; seed <= 500; seed++) {
      const random = createRandom(seed);
      continueTrace({ sentryTrace: sentryTrace(random), baggage: baggage(random) } as Parameters<typeof continueTrace>[0], () =>
        client.captureMessage('under a hostile trace'),
      );
    }
    await settle();
    expect([...wire.faults]).toEqual([]);
    expect(books()).toEqual([{ category: 'error', captured: 500, outcomes: 500, pending: 0 }]);
  });
});
