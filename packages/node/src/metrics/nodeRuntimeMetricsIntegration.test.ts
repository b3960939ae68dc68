import { createTestkit, type Testkit } from '@vigil/testkit';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Client, createClient } from '../index';
import { type NodeRuntimeMetricsOptions, nodeRuntimeMetricsIntegration } from './nodeRuntimeMetricsIntegration';

interface Entry {
  name: string;
  type: string;
  value: number;
  unit?: string;
  attributes: Record<string, { value: unknown }>;
}

let kit: Testkit;
let client: Client;
const warn = vi.fn();
beforeEach(() => {
  kit = createTestkit();
  warn.mockClear();
});
afterEach(() => client.close());

function start(options?: NodeRuntimeMetricsOptions): void {
  const integrations = [nodeRuntimeMetricsIntegration(options)];
  client = createClient({ ...kit.options, defaultIntegrations: false, integrations, logger: { warn } });
}
const told = () => (kit.items('trace_metric') as Array<{ items: Entry[] }>).flatMap(({ items }) => items);
const names = () => told().map(({ name }) => name.replace('node.runtime.', ''));

/** So that every reading has something to tell: a turn that took its time. */
async function work(): Promise<void> {
  const until = performance.now() + 60;
  while (performance.now() < until) Math.sqrt(until);
  await new Promise(resolve => setTimeout(resolve, 60));
}

it('tells memory, processor and event loop every 30 seconds, each with its unit', async () => {
  start();
  await work();
  await kit.clock.advance(29_999);
  await client.flush();
  expect(told()).toEqual([]);
  await kit.clock.advance(1);
  await client.flush();
  const byName = Object.fromEntries(told().map(({ name, type, unit }) => [name.replace('node.runtime.', ''), [type, unit]]));
  expect(byName).toEqual({
    'cpu.utilization': ['gauge', undefined],
    'mem.rss': ['gauge', 'byte'],
    'mem.heap_used': ['gauge', 'byte'],
    'mem.heap_total': ['gauge', 'byte'],
    'event_loop.delay.p50': ['gauge', 'second'],
    'event_loop.delay.p99': ['gauge', 'second'],
    'event_loop.utilization': ['gauge', undefined],
    'process.uptime': ['counter', 'second'],
  });
  for (const { value, attributes } of told()) {
    expect(value).toBeGreaterThanOrEqual(0);
    expect(attributes['sentry.origin']?.value).toBe('auto.node.runtime_metrics');
  }
  const found = (name: string) => told().find(each => each.name === `node.runtime.${name}`)?.value ?? 0;
  expect(found('mem.rss')).toBeGreaterThan(1e6);
  expect(found('process.uptime')).toBeGreaterThan(0.05);
  expect(found('event_loop.utilization')).toBeLessThanOrEqual(1);
});

it('tells what it was asked for, as often as it was asked', async () => {
  start({
    collect: { cpuTime: true, memExternal: true, eventLoopDelayMax: true, uptime: false, memRss: false, eventLoopDelayP50: false },
    collectionIntervalMs: 1000,
  });
  await work();
  await kit.clock.advance(1000);
  await client.flush();
  expect(names()).toEqual([
    'cpu.user',
    'cpu.system',
    'cpu.utilization',
    'mem.heap_used',
    'mem.heap_total',
    'mem.external',
    'mem.array_buffers',
    'event_loop.delay.max',
    'event_loop.delay.p99',
    'event_loop.utilization',
  ]);
  await work();
  await kit.clock.advance(1000);
  await client.flush();
  expect(names()).toHaveLength(20);
});

it('ends with its client', async () => {
  start({ collectionIntervalMs: 1000 });
  await client.close();
  await kit.clock.advance(60_000);
  expect(told()).toEqual([]);
  expect(client.stats().captured).toEqual({});
});

it.each([Number.NaN, 10, '1s', -1, Infinity])('an interval of %j is told of', async interval => {
  start({ collectionIntervalMs: interval as number });
  expect(warn.mock.calls.flat().join()).toContain('V020 nodeRuntimeMetricsIntegration');
  await kit.clock.advance(30_000);
  await client.flush();
  expect(names()).toContain('mem.rss');
});
