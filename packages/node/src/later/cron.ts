import type { MonitorConfig } from '@vigil/core';
import { isObject, isolateJob } from '@vigil/core';
import { checkOptionsOf, notBuiltYet, refuse } from './notBuiltYet';

type Method = (...args: unknown[]) => unknown;

const isolated = (job: unknown, mechanism: string): unknown => (typeof job === 'function' ? isolateJob(job as Method, mechanism) : job);

/** A list of arguments with the job among them isolated. */
function withJob(args: unknown[], at: number, mechanism: string): unknown[] {
  return args.map((each, index) => (index === at ? isolated(each, mechanism) : each));
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

/** Those whose schedules are made by functions: `jobAt` says which of the arguments is the job. */
function withFunctions<L>(library: L, names: readonly string[], mechanism: string, jobAt: (args: unknown[]) => number): L {
  const make = (original: Method) =>
    function schedule(this: unknown, ...args: unknown[]): unknown {
      return Reflect.apply(original, this, withJob(args, jobAt(args), mechanism));
    };
  return new Proxy(library as object, reading(names, make)) as L;
}

type Class = new (...args: unknown[]) => object;

/** A class whose instances are schedules. */
function withClass<L>(library: L, mechanism: string): L {
  const from =
    (original: Method, self: unknown): Method =>
    params =>
      Reflect.apply(original, self, [isObject(params) ? { ...params, onTick: isolated(params['onTick'], mechanism) } : params]);
  return new Proxy<Class>(library as Class, {
    ...reading(['from'], from),
    construct: (target, args, newTarget) => Reflect.construct(target, withJob(args, 1, mechanism), newTarget) as object,
  }) as L;
}

function instrumentCron<L>(library: L, monitorSlug: string): L {
  notBuiltYet('instrumentCron');
  if (typeof monitorSlug !== 'string') refuse('instrumentCron');
  return typeof library === 'function' ? withClass(library, 'auto.function.cron.instrumentCron') : refused('instrumentCron', library);
}
function instrumentNodeCron<L>(library: L, config?: Pick<MonitorConfig, 'isolateTrace'>): L {
  notBuiltYet('instrumentNodeCron');
  checkOptionsOf('instrumentNodeCron', config);
  if (!isObject(library)) return refused('instrumentNodeCron', library);
  return withFunctions(library, ['schedule', 'createTask'], 'auto.function.node-cron.instrumentNodeCron', () => 1);
}
function instrumentNodeSchedule<L>(library: L): L {
  notBuiltYet('instrumentNodeSchedule');
  if (!isObject(library)) return refused('instrumentNodeSchedule', library);
  // a name may stand before the schedule
  const jobAt = (args: unknown[]) => args.findIndex(each => typeof each === 'function');
  return withFunctions(library, ['scheduleJob'], 'auto.function.node-schedule.instrumentNodeSchedule', jobAt);
}

function refused<L>(name: string, library: L): L {
  refuse(name);
  return library;
}

/**
 * Hand back the class `CronJob` of `cron`, or the library `node-cron` or `node-schedule`: each run of a job made through it has an isolation
 * scope and a trace of its own, and what it throws is reported and goes on to the library. Check-ins are not sent yet.
 */
export const cron = { instrumentCron, instrumentNodeCron, instrumentNodeSchedule };
