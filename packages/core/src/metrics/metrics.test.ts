import type { Testkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { useClient } from '../fixtures/useClient';
import { continueTrace, type Metric, metrics, setAttributes, setUser, type VigilOptions } from '../index';

interface Entry {
  name: string;
  type: string;
  value: number;
  unit?: string;
  trace_id: string;
  attributes: Record<string, { value: unknown; type: string }>;
}

const used = useClient();
const { warn, start } = used;

const sent = () => (used.kit.items('trace_metric') as Array<{ items: Entry[] }>).flatMap(({ items }) => items);
const TRACE = 'c'.repeat(32);

describe('metrics', () => {
  it('leave by their kinds, with trace, unit, user and attributes', async () => {
    const client = start();
    setUser({ id: 'u1' });
    setAttributes({ shop: 'berlin' });
    continueTrace({ sentryTrace: `${TRACE}-${'d'.repeat(16)}-1` }, () => {
      metrics.count('orders');
      metrics.count('items', 3, { attributes: { tier: 'pro' } });
      metrics.gauge('queue', 12);
      metrics.distribution('checkout.time', 182.5, { unit: 'millisecond' });
    });
    await client.flush();
    const common = { trace_id: TRACE, timestamp: used.kit.clock.now() / 1000 };
    expect(sent()).toMatchObject([
      { ...common, name: 'orders', type: 'counter', value: 1 },
      { ...common, name: 'items', type: 'counter', value: 3, attributes: { tier: { value: 'pro', type: 'string' } } },
      { ...common, name: 'queue', type: 'gauge', value: 12 },
      { ...common, name: 'checkout.time', type: 'distribution', value: 182.5, unit: 'millisecond' },
    ]);
    expect(sent()[0]?.attributes).toMatchObject({
      shop: { value: 'berlin' },
      'user.id': { value: 'u1' },
      'sentry.release': { value: 'shop@2' },
      'sentry.timestamp.sequence': { value: 0, type: 'integer' },
    });
    const [[headers, items]] = used.kit.envelopes() as [ReturnType<Testkit['envelopes']>[0]];
    expect(headers.trace).toBeUndefined();
    expect(items.map(([item]) => item)).toEqual([
      { type: 'trace_metric', item_count: 4, content_type: 'application/vnd.sentry.items.trace-metric+json' },
    ]);
    expect(client.stats().outcomes).toEqual({ trace_metric: { sent: 4 } });
  });

  it('and logs leave in items of their own', async () => {
    const client = start();
    const { logger } = await import('../index');
    metrics.count('orders');
    logger.info('ordered');
    await client.flush();
    expect(used.kit.envelopes().map(([, items]) => items.map(([{ type }]) => type))).toEqual([['trace_metric'], ['log']]);
  });

  it('leave hundreds at a time', async () => {
    const client = start();
    for (let n = 0; n < 2_000; n++) metrics.count('orders');
    await client.flush();
    const counts = used.kit.envelopes().map(([, [item]]) => Number(item?.[0]['item_count']));
    expect(counts.reduce((sum, each) => sum + each)).toBe(2_000);
    expect(counts.length).toBeLessThan(5);
  });

  it('leave in what a server takes at once', async () => {
    const client = start();
    for (let n = 0; n < 1_000; n++) metrics.count('orders', 1, { attributes: { place: '\u4e2d'.repeat(900) } });
    await client.flush();
    expect(sent()).toHaveLength(1_000);
    for (const each of used.kit.items('trace_metric')) expect(Buffer.byteLength(JSON.stringify(each))).toBeLessThan(1024 ** 2);
  });

  it('pass the scrubber', async () => {
    const client = start();
    metrics.count('logins', 1, { attributes: { password: 'hunter2' } });
    await client.flush();
    expect(sent()[0]?.attributes['password']).toEqual({ value: '[Filtered]', type: 'string' });
  });

  it.each<[string, VigilOptions, Record<string, number>]>([
    ['enableMetrics: false', { enableMetrics: false }, { disabled: 1 }],
    ['a client that is off', { enabled: false }, { disabled: 1 }],
    ['an environment that is not enabled', { enabledEnvironments: ['live'] }, { filtered: 1 }],
    ['a server that knows none', { backend: 'glitchtip' }, { filtered: 1 }],
    ['beforeSendMetric', { beforeSendMetric: () => null }, { filtered: 1 }],
  ])('are kept back by %s, and counted', async (_case, options, outcomes) => {
    const client = start(options);
    metrics.count('orders');
    await client.flush();
    expect(sent()).toEqual([]);
    expect(client.stats().outcomes).toEqual({ trace_metric: outcomes });
  });

  it('are changed by beforeSendMetric, between the hooks of the client', async () => {
    const client = start({ beforeSendMetric: metric => ({ ...metric, name: 'renamed', value: metric.value * 2, unit: 'byte' }) });
    const heard: Metric[] = [];
    client.on('processMetric', (metric: Metric) => void heard.push({ ...metric }));
    client.on('afterCaptureMetric', (metric: Metric) => void heard.push({ ...metric }));
    metrics.gauge('memory', 4, { unit: 'kilobyte' });
    client.emit('flushMetrics');
    await used.kit.clock.advance(0);
    expect(sent()).toMatchObject([{ name: 'renamed', value: 8, unit: 'byte' }]);
    expect(heard).toMatchObject([{ name: 'memory' }, { name: 'renamed' }]);
  });

  it('that are none are told of and not counted, and nothing throws', async () => {
    const client = start();
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    for (const hostile of [proxy, Symbol('s'), null, '', Number.NaN, Infinity, 10n, {}] as never[]) {
      metrics.count(hostile, hostile, hostile);
      metrics.gauge('x', hostile);
      metrics.distribution(hostile, 1);
      metrics.count('fine', 1, { unit: hostile, attributes: hostile, scope: hostile });
    }
    await client.flush();
    expect(new Set(sent().map(({ name }) => name))).toEqual(new Set(['fine']));
    expect(warn.mock.calls.flat().join()).toContain('V020 metrics');
  });

  it('without a client do nothing', () => {
    expect(() => metrics.count('orders')).not.toThrow();
  });
});
