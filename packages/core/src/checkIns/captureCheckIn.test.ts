import type { Testkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { useClient } from '../fixtures/useClient';
import {
  type CheckIn,
  captureCheckIn,
  captureException,
  continueTrace,
  getCurrentScope,
  outcome,
  setTag,
  setUser,
  type VigilOptions,
  withMonitor,
} from '../index';

const used = useClient();
const { warn, start } = used;

const checkIns = () => used.kit.items('check_in') as Array<Record<string, unknown>>;
const TRACE = 'c'.repeat(32);
const traced = <T>(run: () => T) => continueTrace({ sentryTrace: `${TRACE}-${'d'.repeat(16)}-1` }, run);

describe('captureCheckIn', () => {
  it('tells of a run in an envelope of its own, in the trace of now', async () => {
    const client = start();
    setUser({ id: 'u1' });
    setTag('team', 'billing');
    const id = traced(() => captureCheckIn({ monitorSlug: 'nightly', status: 'in_progress' }));
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(captureCheckIn({ monitorSlug: 'nightly', status: 'ok', checkInId: id, duration: 12.5 })).toBe(id);
    await client.flush();
    expect(checkIns()).toEqual([
      {
        check_in_id: id,
        monitor_slug: 'nightly',
        status: 'in_progress',
        release: 'shop@2',
        environment: 'production',
        contexts: { trace: { trace_id: TRACE, span_id: expect.stringMatching(/^[0-9a-f]{16}$/), parent_span_id: 'd'.repeat(16) } },
      },
      expect.objectContaining({ check_in_id: id, status: 'ok', duration: 12.5 }),
    ]);
    const [[headers, items]] = used.kit.envelopes() as [ReturnType<Testkit['envelopes']>[0]];
    expect(headers).toMatchObject({ sdk: { name: expect.any(String), version: expect.any(String) }, dsn: undefined });
    expect(headers.event_id).toBeUndefined();
    expect(items).toHaveLength(1);
  });

  it('names the trace of its head, as events do', async () => {
    const client = start({ environment: 'staging' });
    captureCheckIn({ monitorSlug: 'nightly', status: 'ok' });
    await client.flush();
    const trace = used.kit.envelopes()[0]?.[0].trace;
    expect(trace).toMatchObject({
      trace_id: getCurrentScope().getPropagationContext().traceId,
      environment: 'staging',
      public_key: 'testkit',
    });
    expect(checkIns()[0]).toMatchObject({ environment: 'staging', contexts: { trace: { trace_id: trace?.['trace_id'] } } });
  });

  it('makes or changes the monitor where a schedule is given', async () => {
    const client = start();
    const schedule = { type: 'interval', value: 2, unit: 'hour' } as const;
    captureCheckIn(
      { monitorSlug: 'sync', status: 'ok' },
      { schedule, checkinMargin: 5, maxRuntime: 30, timezone: 'Europe/Berlin', failureIssueThreshold: 2, recoveryThreshold: 3 },
    );
    captureCheckIn({ monitorSlug: 'sync', status: 'ok' }, { isolateTrace: true } as never);
    await client.flush();
    expect(checkIns().map(each => each['monitor_config'])).toEqual([
      {
        schedule,
        checkin_margin: 5,
        max_runtime: 30,
        timezone: 'Europe/Berlin',
        failure_issue_threshold: 2,
        recovery_threshold: 3,
      },
      undefined,
    ]);
  });

  it('rounds the numbers of a monitor up, and leaves out those that are none, with a word', async () => {
    const client = start();
    const schedule = { type: 'interval', value: 2, unit: 'hour' } as const;
    const config = async (numbers: Record<string, unknown>) => {
      captureCheckIn({ monitorSlug: 'sync', status: 'ok' }, { schedule, ...numbers });
      await client.flush();
      return checkIns().at(-1)?.['monitor_config'];
    };
    expect(await config({ checkinMargin: 0, maxRuntime: 0.5, failureIssueThreshold: 1.2, recoveryThreshold: null })).toEqual({
      schedule,
      checkin_margin: 1,
      max_runtime: 1,
      failure_issue_threshold: 2,
    });
    expect(warn).not.toHaveBeenCalled();
    expect(await config({ checkinMargin: -1, maxRuntime: Number.NaN, failureIssueThreshold: '3', recoveryThreshold: Infinity })).toEqual({
      schedule,
    });
    expect(warn.mock.calls.flat().join()).toContain('V020 captureCheckIn');
  });

  it('is an item of the books, by its own id', async () => {
    const client = start();
    used.kit.respond([503, 200]);
    const id = captureCheckIn({ monitorSlug: 'nightly', status: 'ok' });
    await used.kit.clock.advance(60_000);
    await client.flush();
    expect(await outcome(id)).toMatchObject({ category: 'monitor', status: 'sent', attempts: 2, eventId: id });
    expect(client.stats()).toMatchObject({ captured: { monitor: 1 }, outcomes: { monitor: { sent: 1 } } });
  });

  it.each<[string, VigilOptions, object]>([
    ['a client that is off', { enabled: false }, { status: 'disabled' }],
    ['an environment that is not enabled', { enabledEnvironments: ['live'] }, { status: 'filtered', by: 'environment' }],
  ])('of %s none leaves, and that is counted', async (_case, options, ended) => {
    const client = start(options);
    const id = captureCheckIn({ monitorSlug: 'nightly', status: 'ok' });
    expect(await client.outcome(id)).toMatchObject({ category: 'monitor', ...ended });
    expect(checkIns()).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 5],
    ['a text', 'nightly'],
    ['an empty object', {}],
    ['no slug', { monitorSlug: '', status: 'ok' }],
    ['a symbol for a slug', { monitorSlug: Symbol('x'), status: 'ok' }],
    ['a status that is none', { monitorSlug: 'nightly', status: 'done' }],
    ['what throws when it is read', new Proxy({}, { ownKeys: () => expect.unreachable() })],
  ])('given %s it says what it takes, and returns an id', async (_case, given) => {
    const client = start();
    expect(captureCheckIn(given as CheckIn)).toMatch(/^[0-9a-f]{32}$/);
    await client.flush();
    expect(checkIns()).toEqual([]);
    expect(warn.mock.calls.flat().join()).toContain('V020 captureCheckIn');
  });

  it('never throws, whatever it is given', () => {
    start();
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    for (const hostile of [proxy, Symbol('s'), null, 7, { toString: null }] as never[]) {
      expect(captureCheckIn(hostile, hostile)).toBeTypeOf('string');
      expect(captureCheckIn({ monitorSlug: 'a', status: 'ok', duration: hostile, checkInId: hostile }, hostile)).toBeTypeOf('string');
      expect(withMonitor(hostile, () => 'ran', hostile)).toBe('ran');
      expect(withMonitor('a', () => 'ran', { schedule: hostile, timezone: hostile })).toBe('ran');
    }
  });

  it('takes a config that cannot be sent for none', async () => {
    const client = start();
    const cyclic: Record<string, unknown> = { type: 'crontab', value: 1n };
    cyclic['self'] = cyclic;
    captureCheckIn({ monitorSlug: 'a', status: 'ok', duration: Number.NaN }, { schedule: cyclic } as never);
    captureCheckIn({ monitorSlug: 'b', status: 'ok', checkInId: 7 } as never, 'hourly' as never);
    await client.flush();
    expect(checkIns().map(each => [each['monitor_slug'], each['duration']])).toEqual([
      ['a', undefined],
      ['b', undefined],
    ]);
    expect(warn.mock.calls.flat().join()).toContain('V020 captureCheckIn');
  });

  it('without a client it returns an id', () => {
    expect(captureCheckIn({ monitorSlug: 'nightly', status: 'ok' })).toMatch(/^[0-9a-f]{32}$/);
  });

  it('goes through the tunnel with its DSN', async () => {
    const client = start({ tunnel: '/tunnel' });
    captureCheckIn({ monitorSlug: 'nightly', status: 'ok' });
    await client.flush();
    expect(used.kit.envelopes()[0]?.[0].dsn).toBe('https://testkit@testkit.invalid/1');
  });
});

describe('withMonitor', () => {
  const told = () => checkIns().map(each => [each['monitor_slug'], each['status'], each['duration']]);

  it('tells of the beginning and the end of a run, under one id, with its duration', async () => {
    const client = start();
    const schedule = { type: 'crontab', value: '0 3 * * *' } as const;
    const answer = withMonitor('nightly', () => used.kit.clock.advance(1500).then(() => 'swept'), { schedule });
    expect(await answer).toBe('swept');
    await client.flush();
    expect(told()).toEqual([
      ['nightly', 'in_progress', undefined],
      ['nightly', 'ok', 1.5],
    ]);
    const [first, last] = checkIns();
    expect(last?.['check_in_id']).toBe(first?.['check_in_id']);
    expect([first?.['monitor_config'], last?.['monitor_config']]).toEqual([{ schedule }, undefined]);
  });

  it('a run during which the clock is set back lasted no time', async () => {
    let now = Date.UTC(2026, 0, 1);
    const client = start({ deps: { now: () => now } });
    withMonitor('nightly', () => void (now -= 5000));
    await client.flush();
    expect(told()).toEqual([
      ['nightly', 'in_progress', undefined],
      ['nightly', 'ok', 0],
    ]);
  });

  it.each([true, false])(
    'a run that fails ends as an error, which passes through and is reported by nobody (at once: %s)',
    async atOnce => {
      const client = start();
      const error = new Error('broken');
      const run = () => {
        if (atOnce) throw error;
        return Promise.reject(error);
      };
      const caught = await (async () => withMonitor('nightly', run))().catch((reason: unknown) => reason);
      expect(caught).toBe(error);
      await client.flush();
      expect(told().map(([, status]) => status)).toEqual(['in_progress', 'error']);
      expect(used.kit.events()).toEqual([]);
    },
  );

  it('keeps what the run sets to itself, and its trace where that is asked for', async () => {
    const client = start();
    const outside = getCurrentScope().getPropagationContext().traceId;
    const run = () => {
      setTag('in', 'monitor');
      return getCurrentScope().getPropagationContext().traceId;
    };
    expect(withMonitor('a', run)).toBe(outside);
    const own = withMonitor('b', run, { isolateTrace: true } as never);
    expect(own).not.toBe(outside);
    captureException(new Error('later'));
    await client.flush();
    expect(used.kit.events()[0]?.tags).toBeUndefined();
    const traces = checkIns().map(each => (each['contexts'] as { trace: { trace_id: string } }).trace.trace_id);
    expect(traces).toEqual([outside, outside, own, own]);
  });

  it('without a slug, or a function, nothing is told', async () => {
    const client = start();
    expect(withMonitor(undefined as never, () => 7)).toBe(7);
    expect(withMonitor('a', 5 as never)).toBeUndefined();
    await client.flush();
    expect(told().map(([slug]) => slug)).toEqual(['a', 'a']);
    expect(warn.mock.calls.flat().join()).toContain('V020 withMonitor');
  });

  it('without a client the callback runs', async () => {
    expect(await withMonitor('a', async () => 7)).toBe(7);
  });
});
