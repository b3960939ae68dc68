import { describe, expect, it } from 'vitest';
import { clientReportEnvelope } from './clientReport';
import { serializeEnvelope } from './envelope';

describe('clientReportEnvelope', () => {
  it('writes one entry per reason and category, and empty headers', () => {
    const counts = new Map([
      ['sample_rate:transaction', 12],
      ['sample_rate:span', 57],
    ]);
    expect(serializeEnvelope(clientReportEnvelope(counts, undefined, 1772359200.123))).toBe(
      '{}\n{"type":"client_report"}\n{"timestamp":1772359200.123,"discarded_events":[{"reason":"sample_rate","category":"transaction","quantity":12},{"reason":"sample_rate","category":"span","quantity":57}]}',
    );
  });

  it('names the dsn for a tunnel', () => {
    const [headers, items] = clientReportEnvelope(Object.entries({ 'before_send:error': 1 }), 'https://abc@sentry.io/1', 1);
    expect(headers).toEqual({ dsn: 'https://abc@sentry.io/1' });
    expect(items).toEqual([
      [{ type: 'client_report' }, { timestamp: 1, discarded_events: [{ reason: 'before_send', category: 'error', quantity: 1 }] }],
    ]);
  });

  it('is well formed without counts', () => {
    expect(clientReportEnvelope(new Map(), undefined, 1)[1][0]![1]).toEqual({ timestamp: 1, discarded_events: [] });
  });
});
