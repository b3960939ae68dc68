import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitedUntil, retryAfterMs, updateRateLimits } from './rateLimits';

const NOW = 1_772_359_200_000;
const after = (header: string | null | undefined, statusCode = 200, retryAfter?: string) =>
  updateRateLimits({}, { statusCode, headers: { 'x-sentry-rate-limits': header, 'retry-after': retryAfter } }, NOW);
const seconds = (limits: Record<string, number>, category: string) => {
  const until = limitedUntil(limits, category, NOW);
  return until && (until - NOW) / 1000;
};

describe('updateRateLimits', () => {
  it.each<[header: string, expected: Record<string, number>]>([
    ['60:transaction:organization', { transaction: 60, error: 0 }],
    ['60:transaction;span:organization:transaction_usage_exceeded', { transaction: 60, span: 60, error: 0 }],
    ['2700:default;error;security:organization', { default: 2700, error: 2700, security: 2700, transaction: 0 }],
    ['120::key', { error: 120, transaction: 120, session: 120, internal: 120, monitor: 120 }],
    ['120::key:reason', { error: 120 }],
    ['60:error:key, 120:transaction:project', { error: 60, transaction: 120, session: 0 }],
    [' 60 : error ; session : key , 5 : span : key ', { error: 60, session: 60, span: 5 }],
    ['60:error:key,120::organization', { error: 120, session: 120 }],
    ['120:error:key,60::organization', { error: 120, session: 60 }],
    ['120:error:key,60:error:organization', { error: 120 }],
    ['1.5:error:key', { error: 1.5 }],
    ['0:error:key', { error: 0 }],
    ['-5:error:key', { error: 0 }],
    ['soon:error:key', { error: 60 }],
    [':error:key', { error: 60 }],
    ['Infinity:error:key', { error: 86_400 }],
    ['1000000000:error:key', { error: 86_400 }],
    ['60:error', { error: 60 }],
    ['60:error:galaxy', { error: 60 }],
    ['60:flux_capacitor:key', { error: 0, transaction: 0, session: 0, default: 0 }],
    ['60:flux_capacitor;error:key', { error: 60, session: 0 }],
    ['60:__proto__;constructor:key', { error: 0 }],
    ['60:metric_bucket:organization:quota:custom', { metric_bucket: 60 }],
    ['60:metric_bucket:organization:quota:spans;custom', { metric_bucket: 60 }],
    ['60:metric_bucket:organization:quota:', { metric_bucket: 60 }],
    ['60:metric_bucket:organization:quota', { metric_bucket: 60 }],
    ['60:metric_bucket:organization:quota:spans', { metric_bucket: 0, error: 0 }],
    ['60:metric_bucket;error:organization:quota:spans', { metric_bucket: 0, error: 60 }],
    ['60:error:organization:quota:spans', { error: 60 }],
    ['60:log_byte;trace_metric_byte:organization', { log_item: 60, trace_metric: 60, error: 0 }],
    ['60:error:key,', { error: 60, session: 0 }],
    [',,60:error:key', { error: 60, session: 0 }],
    ['60:error;:key', { error: 60, session: 0 }],
    ['garbage', { error: 0 }],
    ['', { error: 0 }],
  ])('%j', (header, expected) => {
    const limits = after(header);
    expect(Object.fromEntries(Object.keys(expected).map(category => [category, seconds(limits, category)]))).toEqual(expected);
  });

  it('reads the header on any status, and then not Retry-After', () => {
    for (const status of [200, 202, 400, 413, 429, 503]) {
      const limits = after('60:transaction:key', status, '300');
      expect([status, seconds(limits, 'transaction'), seconds(limits, 'error')]).toEqual([status, 60, 0]);
    }
  });

  it.each<[retryAfter: string | undefined, expected: number]>([
    ['30', 30],
    ['1.5', 1.5],
    ['0', 0],
    ['-1', 0],
    [new Date(NOW + 90_000).toUTCString(), 90],
    [new Date(NOW - 90_000).toUTCString(), 0],
    ['soon', 60],
    ['', 60],
    [undefined, 60],
    ['9'.repeat(400), 86_400],
  ])('limits everything after 429 with Retry-After %j', (retryAfter, expected) => {
    for (const header of [undefined, null, '', 'garbage']) {
      const limits = after(header, 429, retryAfter);
      expect([seconds(limits, 'error'), seconds(limits, 'session')]).toEqual([expected, expected]);
    }
  });

  it('limits everything for 60 s after 429 without headers', () => {
    expect(updateRateLimits({}, { statusCode: 429 }, NOW)).toEqual({ all: NOW + 60_000 });
  });

  it('takes Retry-After of other answers for no limit', () => {
    for (const status of [200, 500, 503]) expect(after(undefined, status, '60')).toEqual({});
    expect(updateRateLimits({}, {}, NOW)).toEqual({});
  });

  it('keeps the later expiry and changes nothing it was given', () => {
    const before = Object.freeze({ error: NOW + 100_000, session: NOW + 1_000 });
    const limits = updateRateLimits(before, { headers: { 'x-sentry-rate-limits': '10:error;session:key' } }, NOW);
    expect(limits).toEqual({ error: NOW + 100_000, session: NOW + 10_000 });
    expect(before).toEqual({ error: NOW + 100_000, session: NOW + 1_000 });
  });

  it('reads every header of the grammar as the grammar says', () => {
    const names = fc.constantFrom('error', 'transaction', 'session', 'span', 'metric_bucket', 'flux_capacitor');
    const delays = fc.oneof(
      fc.integer({ min: 0, max: 100_000 }).map(n => [`${n}`, Math.min(n, 86_400)] as const),
      fc.double({ min: 0, max: 1000, noNaN: true, noDefaultInfinity: true }).map(n => [n.toFixed(2), Number(n.toFixed(2))] as const),
      fc.integer({ max: -1 }).map(n => [`${n}`, 0] as const),
      fc.constantFrom(['', 60] as const, ['NaN', 60] as const, ['soon', 60] as const, ['Infinity', 86_400] as const),
    );
    const limit = fc.record({
      delay: delays,
      categories: fc.array(names, { maxLength: 3 }),
      scope: fc.constantFrom('organization', 'project', 'key', 'galaxy'),
      reason: fc.option(fc.constantFrom('', 'quota'), { nil: undefined }),
      namespaces: fc.option(fc.array(fc.constantFrom('custom', 'spans', 'sessions'), { maxLength: 2 }), { nil: undefined }),
      // one header or several: they come joined by a comma
      glue: fc.constantFrom(',', ', ', ' ,'),
    });
    fc.assert(
      fc.property(fc.array(limit, { minLength: 1, maxLength: 5 }), fc.constantFrom(200, 429, 503), (limits, status) => {
        let header = '';
        const expected: Record<string, number> = {};
        for (const { delay, categories, scope, reason, namespaces, glue } of limits) {
          const tail = reason === undefined ? '' : `:${reason}${namespaces ? `:${namespaces.join(';')}` : ''}`;
          header += `${header && glue}${delay[0]}:${categories.join(';')}:${scope}${tail}`;
          const isForeign = reason !== undefined && namespaces?.[0] && !namespaces.includes('custom');
          for (const name of categories.length ? categories : ['all'])
            if (name !== 'metric_bucket' || !isForeign) expected[name] = Math.max(expected[name] ?? 0, delay[1]);
        }
        const found = after(header, status, '7');
        for (const name of ['error', 'transaction', 'session', 'span', 'metric_bucket', 'monitor']) {
          const most = Math.max(expected[name] ?? 0, expected['all'] ?? 0);
          expect(seconds(found, name)).toBeCloseTo(most, 5);
        }
      }),
    );
  });

  it('never throws and never limits beyond a day', () => {
    const field = fc.oneof(fc.string(), fc.integer().map(String), fc.constantFrom('error', '', ':', ';', ',', '60::'));
    fc.assert(
      fc.property(fc.array(field), fc.string(), fc.integer({ min: 100, max: 599 }), (fields, retryAfter, status) => {
        const limits = after(fields.join(':'), status, retryAfter);
        for (const until of Object.values(limits)) expect(until >= NOW && until <= NOW + 86_400_000).toBe(true);
      }),
    );
  });

  it.each(['constructor', 'toString', '__proto__'])('takes %s for a category like any other', category => {
    expect(Object.entries(after(`60:${category}:key`, 200))).toEqual([[category, NOW + 60_000]]);
  });

  it.each(['60:error:key,', '60:error:', ';', ',', ' ', 'a;', '9'])('is done with a megabyte of %j', unit => {
    const limits = after(unit.repeat(1_000_000 / unit.length) + ',5:session:key');
    expect(seconds(limits, 'session')).toBe(5);
  });
});

describe('limitedUntil', () => {
  it('is the later of the category and all, and 0 once it is over', () => {
    const limits = { error: NOW + 1_000, all: NOW + 500 };
    expect(limitedUntil(limits, 'error', NOW)).toBe(NOW + 1_000);
    expect(limitedUntil(limits, 'session', NOW)).toBe(NOW + 500);
    expect(limitedUntil(limits, 'session', NOW + 500)).toBe(0);
    expect(limitedUntil(limits, 'error', NOW + 1_000)).toBe(0);
    expect(limitedUntil({}, 'error', NOW)).toBe(0);
  });

  it('is not hidden by an expired entry of the category', () => {
    expect(limitedUntil({ error: NOW - 1, all: NOW + 5 }, 'error', NOW)).toBe(NOW + 5);
  });
});

describe('retryAfterMs', () => {
  it('is milliseconds from now', () => {
    expect(retryAfterMs('2', NOW)).toBe(2_000);
    expect(retryAfterMs(new Date(NOW + 5_000).toUTCString(), NOW)).toBe(5_000);
    expect(retryAfterMs(null, NOW)).toBe(60_000);
  });
});
