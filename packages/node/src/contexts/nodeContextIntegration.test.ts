import fs from 'node:fs';
import os from 'node:os';
import type { Client, Event } from '@vigil/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type NodeContextOptions, nodeContextIntegration } from './nodeContextIntegration';

function contextsOf(options?: NodeContextOptions, event: Event = {}) {
  const integration = nodeContextIntegration(options);
  return (integration.processEvent?.(event, {}, {} as Client) as Event | undefined)?.contexts ?? {};
}

/** Stands in for `readSync`: every file holds the same cgroup line. */
function cgroupOnce(_file: number, into: NodeJS.ArrayBufferView, offset?: unknown): number {
  return offset === 0 ? Buffer.from(into.buffer, into.byteOffset).write(`0::/docker/${'a'.repeat(64)}`) : 0;
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

describe('nodeContextIntegration', () => {
  it('is named as in the Sentry SDK', () => {
    expect(nodeContextIntegration().name).toBe('Context');
  });

  it('adds what is known of process, machine and runtime', () => {
    const { app, device, runtime, os: system, culture } = contextsOf();
    expect(runtime).toEqual({ name: 'node', version: process.version });
    expect(system).toMatchObject({ name: expect.stringMatching(/./), version: expect.stringMatching(/./), kernel_version: os.release() });
    expect(device).toMatchObject({
      arch: os.arch(),
      memory_size: os.totalmem(),
      free_memory: expect.any(Number),
      processor_count: os.cpus().length,
      cpu_description: expect.any(String),
    });
    expect(Date.parse(device?.['boot_time'] as string)).toBeLessThan(Date.now());
    expect(Date.parse(app?.['app_start_time'] as string)).toBeLessThan(Date.now());
    expect(app?.['app_memory']).toBeGreaterThan(1_000_000);
    const known = Intl.DateTimeFormat().resolvedOptions();
    expect(culture).toEqual({ locale: known.locale, timezone: known.timeZone });
  });

  it('reads memory anew once a second at most, the rest once', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const integration = nodeContextIntegration();
    const next = () => (integration.processEvent?.({}, {}, {} as Client) as Event | undefined)?.contexts;
    const rss = vi.spyOn(process.memoryUsage, 'rss').mockReturnValueOnce(1).mockReturnValueOnce(2);
    const plural = vi.spyOn(Intl, 'PluralRules');
    const memoryAfter = (ms: number) => {
      vi.advanceTimersByTime(ms);
      return next()?.['app']?.['app_memory'];
    };
    expect([0, 999, 1, 999].map(memoryAfter)).toEqual([1, 1, 2, 2]);
    expect(rss).toHaveBeenCalledTimes(2);
    expect(plural).toHaveBeenCalledTimes(1);
  });

  it('reads nothing before the first event', () => {
    const plural = vi.spyOn(Intl, 'PluralRules');
    const rss = vi.spyOn(process.memoryUsage, 'rss');
    nodeContextIntegration();
    expect(plural).not.toHaveBeenCalled();
    expect(rss).not.toHaveBeenCalled();
  });

  it('lets what the event says win, field by field, and leaves other contexts alone', () => {
    const contexts = contextsOf({}, { contexts: { runtime: { name: 'electron', build: 'x' }, shop: { id: 1 } } });
    expect(contexts['runtime']).toEqual({ name: 'electron', version: process.version, build: 'x' });
    expect(contexts['shop']).toEqual({ id: 1 });
  });

  it('does not write into the contexts object it was given', () => {
    const given = { runtime: { name: 'x' } };
    contextsOf({}, { contexts: given });
    expect(given).toEqual({ runtime: { name: 'x' } });
  });

  it.each([
    ['app', 'app'],
    ['os', 'os'],
    ['device', 'device'],
    ['culture', 'culture'],
    ['runtime', 'runtime'],
    ['process', 'process'],
    ['cloudResource', 'cloud_resource'],
    ['container', 'container'],
    ['kubernetes', 'kubernetes'],
  ])('with %s: false leaves out the context %s and no other', (option, name) => {
    vi.stubEnv('FLY_REGION', 'ams');
    vi.stubEnv('KUBERNETES_SERVICE_HOST', '10.0.0.1');
    vi.stubEnv('POD_NAME', 'shop-1');
    vi.spyOn(fs, 'readSync').mockImplementation(cgroupOnce);
    const all = Object.keys(contextsOf());
    const without = Object.keys(contextsOf({ [option]: false }));
    expect(all.filter(each => !without.includes(each))).toEqual([name]);
  });

  it('gives each event a copy, so that what a processor writes into one is not in the next', () => {
    const integration = nodeContextIntegration();
    const next = () => (integration.processEvent?.({}, {}, {} as Client) as Event | undefined)?.contexts;
    Object.assign(next()?.['device'] ?? {}, { user: 'somebody' });
    expect(next()?.['device']).not.toHaveProperty('user');
  });

  it('leaves out parts of device when told so', () => {
    const device = contextsOf({ device: { cpu: false, memory: false } })['device'];
    expect(Object.keys(device ?? {}).sort()).toEqual(['arch', 'boot_time']);
    expect(contextsOf({ device: { cpu: false } })['device']).toHaveProperty('memory_size');
  });

  it('goes without what the system refuses to tell', () => {
    vi.spyOn(process.memoryUsage, 'rss').mockImplementation(() => {
      throw new Error('refused');
    });
    const contexts = contextsOf();
    expect(contexts['app']).toHaveProperty('app_start_time');
    expect(contexts['app']).not.toHaveProperty('app_memory');
    expect(contexts['os']).toHaveProperty('name');
  });
});
