import { checkOptionsOf, isObject, type MonitorConfig, peek, refuse } from '@vigil/core';
import { monitoredJob, type Schedule } from './monitoredJob';

type Method = (...args: unknown[]) => unknown;

/** Where among the arguments of a call the job is, and what the others say of it. */
interface Plan extends Schedule {
  at: number;
}

/** A list of arguments with the job among them monitored. */
function withJob(args: unknown[], plan: Plan): unknown[] {
  return args.map((each, index) => (index === plan.at ? monitoredJob(each, plan) : each));
}

/** Methods of a library that are read as ours, each the same at every reading. One that is fixed must be read as it is. */
function reading(names: readonly string[], make: (original: Method, self: unknown) => Method): Required<Pick<ProxyHandler<object>, 'get'>> {
  const ours = new WeakMap<object, Method>();
  return {
    get(library, name) {
      const value: unknown = Reflect.get(library, name);
      if (typeof value !== 'function' || !names.includes(String(name)) || isFixed(library, name)) return value;
      const made = ours.get(value) ?? make(value as Method, library);
      ours.set(value, made);
      return made;
    },
  };
}

function isFixed(library: object, name: string | symbol): boolean {
  const own = Reflect.getOwnPropertyDescriptor(library, name);
  return own?.configurable === false && own.writable === false;
}

/** Those whose schedules are made by functions. */
function withFunctions<L>(ours: string, library: L, names: readonly string[], planOf: (args: unknown[]) => Plan): L {
  const make = (original: Method) =>
    function schedule(this: unknown, ...args: unknown[]): unknown {
      const plan = planOf(args);
      if (!plan.slug) refuse(ours, undefined, 'a name for each job, for its check-ins');
      return Reflect.apply(original, this, withJob(args, plan));
    };
  return new Proxy(library as object, reading(names, make)) as L;
}

type Class = new (...args: unknown[]) => object;

/** A class whose instances are schedules. */
function withClass<L>(library: L, scheduleOf: (time: unknown, timezone: unknown, utcOffset: unknown) => Schedule): L {
  const from = (original: Method, self: unknown): Method => {
    return params => {
      if (!isObject(params)) return Reflect.apply(original, self, [params]);
      const { cronTime, onTick, timeZone, utcOffset } = params as Record<string, unknown>;
      const monitored = monitoredJob(onTick, scheduleOf(cronTime, timeZone, utcOffset));
      return Reflect.apply(original, self, [{ ...params, onTick: monitored }]);
    };
  };
  return new Proxy<Class>(library as Class, {
    ...reading(['from'], from),
    construct: (target, args, newTarget) => {
      const plan = { at: 1, ...scheduleOf(args[0], args[4], args[7]) };
      return Reflect.construct(target, withJob(args, plan), newTarget) as object;
    },
  }) as L;
}

function instrumentCron<L>(library: L, monitorSlug: string): L {
  if (typeof monitorSlug !== 'string') refuse('instrumentCron', undefined, 'the slug of a monitor');
  if (typeof library !== 'function') return refused('instrumentCron', library);
  return withClass(library, (time, timezone, utcOffset) => ({
    mechanism: 'auto.function.cron.instrumentCron',
    slug: monitorSlug,
    // an offset has no name that a monitor takes
    time: utcOffset === undefined || utcOffset === null ? time : undefined,
    timezone,
  }));
}
function instrumentNodeCron<L>(library: L, config?: Pick<MonitorConfig, 'isolateTrace'>): L {
  checkOptionsOf('instrumentNodeCron', config);
  if (!isObject(library)) return refused('instrumentNodeCron', library);
  return withFunctions('instrumentNodeCron', library, ['schedule', 'createTask'], ([time, , options]) => ({
    at: 1,
    mechanism: 'auto.function.node-cron.instrumentNodeCron',
    slug: peek(options, 'name'),
    time,
    timezone: peek(options, 'timezone'),
  }));
}
function instrumentNodeSchedule<L>(library: L): L {
  if (!isObject(library)) return refused('instrumentNodeSchedule', library);
  return withFunctions('instrumentNodeSchedule', library, ['scheduleJob'], args => {
    // a name may stand before the schedule
    const at = args.findIndex(each => typeof each === 'function');
    const spec = args[at - 1];
    return {
      at,
      mechanism: 'auto.function.node-schedule.instrumentNodeSchedule',
      slug: at > 1 ? args[0] : undefined,
      time: isObject(spec) ? peek(spec, 'rule') : spec,
      timezone: peek(spec, 'tz'),
    };
  });
}

function refused<L>(name: string, library: L): L {
  refuse(name);
  return library;
}

/**
 * Hand back the class `CronJob` of `cron`, or the library `node-cron` or `node-schedule`: each run of a job made through it has an isolation
 * scope and a trace of its own, and what it throws is reported and goes on to the library. Check-ins tell a monitor of each run: that of
 * `instrumentCron`'s slug, or of the job's name (`node-cron`: `{ name }` of its options); where the schedule is a crontab, they make the monitor
 * or change it.
 */
export const cron = { instrumentCron, instrumentNodeCron, instrumentNodeSchedule };
