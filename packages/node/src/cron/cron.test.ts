import { createTestkit, type Testkit } from '@vigil/testkit';
import { CronJob } from 'cron';
import nodeCron, * as nodeCronModule from 'node-cron';
import nodeSchedule from 'node-schedule';
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { captureMessage, close, cron, flush, getCurrentScope, init, setTag, setUser, wrapHandler } from '../index';

let kit: Testkit;
let warn: Mock<(line: unknown) => void>;
const stops: Array<() => unknown> = [];

beforeEach(() => {
  warn = vi.fn();
  kit = createTestkit();
  init({ ...kit.options, logger: { warn } });
  // ids of a testkit begin anew, the process's trace must too
  getCurrentScope().clear();
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await close();
});

interface Told {
  check_in_id: string;
  monitor_slug: string;
  status: string;
  duration?: number;
  monitor_config?: unknown;
  contexts: { trace: { trace_id: string } };
}
const checkIns = () => kit.items('check_in') as Told[];

type Job = () => Promise<void> | void;
const quiet = () => {};
const logger = { info: quiet, warn: quiet, error: quiet, debug: quiet };
const YEARLY = '0 0 1 1 *';
const Instrumented = cron.instrumentCron(CronJob, 'yearly');
const fire = (job: { fireOnTick(): Promise<void> }) => () => job.fireOnTick();

/** Each hands back what runs the job now, as its library would when its time has come. */
const ways: Record<string, (job: Job) => () => unknown> = {
  'cron, new CronJob': job => fire(new Instrumented(YEARLY, job, null, false, null, null, false, null, true, true, () => {})),
  'cron, CronJob.from': job => fire(Instrumented.from({ cronTime: YEARLY, onTick: job, waitForCompletion: true, errorHandler: () => {} })),
  'node-cron, schedule': job => {
    const task = cron.instrumentNodeCron(nodeCron).schedule(YEARLY, job, { logger });
    stops.push(() => task.destroy());
    return () => task.execute();
  },
  'node-cron as a module, createTask': job => {
    const task = cron.instrumentNodeCron(nodeCronModule).createTask(YEARLY, job, { name: 'yearly', logger });
    stops.push(() => task.destroy());
    return () => task.execute();
  },
  'node-schedule with a name': job => {
    const made = cron.instrumentNodeSchedule(nodeSchedule).scheduleJob('yearly', YEARLY, job);
    stops.push(() => made.cancel());
    return () => made.invoke();
  },
  'node-schedule without a name': job => {
    const made = cron.instrumentNodeSchedule(nodeSchedule).scheduleJob({ rule: YEARLY, tz: 'UTC' }, job);
    stops.push(() => made.cancel());
    return () => made.invoke();
  },
};
const MECHANISMS = [
  'auto.function.cron.instrumentCron',
  'auto.function.node-cron.instrumentNodeCron',
  'auto.function.node-schedule.instrumentNodeSchedule',
];
const cases = Object.keys(ways).map((way, at) => [way, MECHANISMS[at >> 1]!] as const);
const quietly = async (run: () => unknown): Promise<unknown> => {
  try {
    return await run();
  } catch (error) {
    return error;
  }
};

describe.each(cases)('a job of %s', (way, mechanism) => {
  it('has an isolation scope and a trace of its own in each run', async () => {
    const traces: string[] = [getCurrentScope().getPropagationContext().traceId];
    let runs = 0;
    const run = ways[way]!(async () => {
      traces.push(getCurrentScope().getPropagationContext().traceId);
      runs += 1;
      if (runs === 1) {
        setUser({ id: 'job' });
        setTag('once', 1);
      }
      await null;
      captureMessage(`run ${runs}`);
    });
    await run();
    await run();
    captureMessage('outside');
    await flush();
    expect(new Set(traces).size).toBe(3);
    expect(kit.expectEvent('run 1')).toMatchObject({ user: { id: 'job' }, tags: { once: 1 } });
    for (const message of ['run 2', 'outside']) {
      expect(kit.expectEvent(message).user).toBeUndefined();
      expect(kit.expectEvent(message).tags).toBeUndefined();
    }
  });

  it.each([true, false])('is reported once in its own context when it throws (at once: %s)', async atOnce => {
    const error = new Error('broken');
    const run = ways[way]!(() => {
      setUser({ id: 'job' });
      if (atOnce) throw error;
      return Promise.reject(error);
    });
    expect([error, undefined]).toContain(await quietly(run));
    await flush();
    expect(kit.events()).toHaveLength(1);
    expect(kit.events()[0]).toMatchObject({
      level: 'error',
      user: { id: 'job' },
      exception: { values: [{ value: 'broken', mechanism: { type: mechanism, handled: false } }] },
    });
  });

  const isNamed = !/, schedule|without/.test(way);

  it(`tells ${isNamed ? 'its monitor of each run' : 'no monitor, and says why'}`, async () => {
    let runs = 0;
    const run = ways[way]!(async () => {
      runs += 1;
      await kit.clock.advance(250);
      if (runs === 2) throw new Error('broken');
    });
    await run();
    await quietly(run);
    await flush();
    const told = checkIns().map(each => [each.monitor_slug, each.status, each.duration]);
    const said = warn.mock.calls.map(([line]) => String(line).slice('[vigil] '.length));
    if (isNamed) {
      expect(told).toEqual([
        ['yearly', 'in_progress', undefined],
        ['yearly', 'ok', 0.25],
        ['yearly', 'in_progress', undefined],
        ['yearly', 'error', 0.25],
      ]);
      const [first, second, third] = checkIns();
      expect(second?.check_in_id).toBe(first?.check_in_id);
      expect(third?.check_in_id).not.toBe(first?.check_in_id);
      // the failure is found by the trace of its run
      expect(third?.contexts.trace.trace_id).toBe(kit.events()[0]?.contexts?.trace?.trace_id);
      expect(said).toEqual([]);
    } else {
      expect(told).toEqual([]);
      expect(said).toEqual([expect.stringMatching(/^V020 instrumentNode(Cron|Schedule) .* it takes a name for each job/)]);
    }
  });
});

describe('the schedule of a monitor', () => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  /** What a run of the job tells of its schedule. */
  async function configOf(schedule: (job: Job) => () => unknown): Promise<unknown> {
    await schedule(() => {})();
    await flush();
    return checkIns()[0]?.monitor_config;
  }
  const crontab = (value: string, timezone = timeZone) => ({ schedule: { type: 'crontab', value }, timezone });

  it.each([
    ['30 2 * * mon-FRI', crontab('30 2 * * 1-5')],
    ['0 0 1 jan,jul *', crontab('0 0 1 1,7 *')],
    [' 15  0 3 * * * ', crontab('0 3 * * *')],
    ['@daily', crontab('@daily')],
    ['@weekdays', crontab('0 0 * * 1-5')],
    ['*/10 * * * * *', undefined],
    ['@secondly', undefined],
    [new Date('2100-01-01'), undefined],
  ])('of cron, %s', async (cronTime, expected) => {
    expect(await configOf(job => fire(new Instrumented(cronTime, job)))).toEqual(expected);
  });

  it('of cron, with a time zone, and with an offset, which has no name', async () => {
    expect(await configOf(job => fire(new Instrumented(YEARLY, job, null, false, 'Asia/Tokyo')))).toEqual(crontab(YEARLY, 'Asia/Tokyo'));
    kit.reset();
    expect(await configOf(job => fire(Instrumented.from({ cronTime: YEARLY, onTick: job, utcOffset: 90 })))).toBeUndefined();
  });

  it('of node-cron', async () => {
    const told = await configOf(job => {
      const task = cron.instrumentNodeCron(nodeCron).schedule('0 9 * january sunday', job, { name: 'n', timezone: 'Asia/Tokyo', logger });
      stops.push(() => task.destroy());
      return () => task.execute();
    });
    expect(told).toEqual(crontab('0 9 * 1 0', 'Asia/Tokyo'));
  });

  it.each([
    [{ rule: YEARLY, tz: 'Asia/Tokyo' }, crontab(YEARLY, 'Asia/Tokyo')],
    ['0 0 12 ? * WED', crontab('0 12 * * 3')],
    [{ hour: 3, minute: 0 }, undefined],
  ])('of node-schedule, %j', async (rule, expected) => {
    const told = await configOf(job => {
      const made = cron.instrumentNodeSchedule(nodeSchedule).scheduleJob('n', rule, job);
      stops.push(() => made.cancel());
      return () => made.invoke();
    });
    expect(told).toEqual(expected);
  });
});

it('what a job is given and answers is what the library gives and takes', async () => {
  const context = { mine: true };
  const onComplete = () => {};
  const seen: unknown[] = [];
  const job = Instrumented.from({
    cronTime: YEARLY,
    onTick(this: unknown, ...args: unknown[]) {
      seen.push(this, ...args);
    },
    onComplete,
    context,
  });
  await job.fireOnTick();
  expect(seen).toEqual([context, onComplete]);
  expect(job).toBeInstanceOf(Instrumented);
  expect(job).toBeInstanceOf(CronJob);

  const task = cron.instrumentNodeCron(nodeCron).schedule(YEARLY, given => given.task?.id);
  stops.push(() => task.destroy());
  expect(await task.execute()).toBe(task.id);

  const made = cron.instrumentNodeSchedule(nodeSchedule).scheduleJob(YEARLY, function tick(this: unknown, date: Date) {
    return [this, date];
  } as never);
  stops.push(() => made.cancel());
  const date = new Date();
  expect((made.invoke as (date: Date) => unknown)(date)).toEqual([made, date]);
});

it('each step of a generator that node-schedule runs has a context of its own', async () => {
  const made = cron.instrumentNodeSchedule(nodeSchedule).scheduleJob(YEARLY, function* (): Generator {
    setTag('step', 1);
    yield captureMessage('first');
    yield captureMessage('second');
    throw new Error('third');
  } as never);
  stops.push(() => made.cancel());
  made.invoke();
  made.invoke();
  expect(() => made.invoke()).toThrow('third');
  captureMessage('outside');
  await flush();
  expect(kit.expectEvent('first').tags).toEqual({ step: 1 });
  for (const event of kit.events().slice(1)) expect(event.tags).toBeUndefined();
  expect(kit.events()).toHaveLength(4);
});

it('a job of a class that extends CronJob is isolated, and the instance is one of it', async () => {
  class Own extends Instrumented<null, object> {
    own = true;
  }
  const job = new Own(YEARLY, () => void setTag('inside', 1));
  await job.fireOnTick();
  captureMessage('outside');
  await flush();
  expect(job.own).toBe(true);
  expect(kit.expectEvent('outside').tags).toBeUndefined();
});

it('a job that wrapHandler has judged already is left at that', async () => {
  const job = new Instrumented(
    YEARLY,
    wrapHandler(
      () => {
        throw new Error('again');
      },
      { name: 'yearly', attempt: () => ({ current: 1, max: 3 }) },
    ),
    null,
    false,
    null,
    null,
    false,
    null,
    true,
    false,
    () => {},
  );
  await job.fireOnTick();
  await flush();
  expect(kit.events()).toEqual([]);
});

it('the rest of a library is as it was, also of one that cannot be changed', () => {
  const library = cron.instrumentNodeCron(nodeCron);
  expect(library.validate).toBe(nodeCron.validate);
  expect(Object.keys(library)).toEqual(Object.keys(nodeCron));
  expect(library.schedule).toBe(library.schedule);
  const frozen = Object.freeze({ scheduleJob: () => 1 });
  expect(cron.instrumentNodeSchedule(frozen).scheduleJob).toBe(frozen.scheduleJob);
});

it('what is no library is handed back, and said', () => {
  expect(cron.instrumentCron({}, 'slug')).toEqual({});
  expect(cron.instrumentNodeCron(7)).toBe(7);
  expect(cron.instrumentNodeSchedule(undefined)).toBeUndefined();
  const said = warn.mock.calls.map(([line]) => String(line)).filter(line => line.includes('V020'));
  expect(said).toHaveLength(3);
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const hostile of [proxy, Symbol('s'), null, { toString: null }] as never[])
    for (const instrument of Object.values(cron)) expect(typeof instrument(hostile, hostile)).toBe(typeof hostile);
});
