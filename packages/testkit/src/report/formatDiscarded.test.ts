import type { ClientStats } from '@vigil/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClientReport, formatDiscarded } from './formatDiscarded';

describe('formatDiscarded', () => {
  it('says what a client report says, the most first', () => {
    const report: ClientReport = {
      discarded_events: [
        { reason: 'before_send', category: 'error', quantity: 1 },
        { reason: 'sample_rate', category: 'transaction', quantity: 12 },
        { reason: 'ratelimit_backoff', category: 'log_item', quantity: 3 },
      ],
    };
    expect(formatDiscarded(report)).toBe(
      [
        '12 transactions: left out by sampling.',
        '3 logs: dropped because the server had set a rate limit.',
        '1 error: dropped by beforeSend.',
      ].join('\n'),
    );
  });

  it('adds up several reports, and names a reason it does not know', () => {
    const report = { discarded_events: [{ reason: 'novelty', category: 'error', quantity: 2 }] };
    expect(formatDiscarded([report, report])).toBe('4 errors: dropped: novelty.');
  });

  it('reads the stats of a client: what was sent is not told, what is pending is', () => {
    const stats: ClientStats = {
      captured: { error: 9 },
      outcomes: { error: { sent: 5, suppressed: 2, network_error: 1 } },
      pending: { error: 1, session: 0 },
      replayed: {},
      queueBytes: 0,
      retries: 0,
      hookErrors: 0,
    };
    expect(formatDiscarded(stats)).toBe(
      [
        '2 errors: suppressed by the flood budget.',
        '1 error: lost because the server could not be reached.',
        '1 error: not decided yet.',
      ].join('\n'),
    );
  });

  it('says so when nothing was dropped', () => {
    expect(formatDiscarded([])).toBe('Nothing was dropped.');
    expect(formatDiscarded({})).toBe('Nothing was dropped.');
  });

  it('never throws, whatever came over the wire', () => {
    const list = fc.array(fc.record({ reason: fc.jsonValue(), category: fc.jsonValue(), quantity: fc.jsonValue() }));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ discarded_events: list })), source => {
        expect(typeof formatDiscarded(source as ClientReport)).toBe('string');
      }),
    );
    expect(formatDiscarded({ discarded_events: [{ reason: 'toString', category: '__proto__', quantity: 1 }] })).toContain(
      'dropped: toString',
    );
  });
});
