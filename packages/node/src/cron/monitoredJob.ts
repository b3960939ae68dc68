import { isolateJob, type MonitorConfig, monitorRun } from '@vigil/core';
import { crontabOf } from './crontabOf';

type Method = (...args: unknown[]) => unknown;

/** What is known of a job when it is scheduled. */
export interface Schedule {
  /** Mechanism type of what it throws. */
  mechanism: string;
  /** Of its monitor. Without one its runs are isolated, and no check-in tells of them. */
  slug: unknown;
  /** What the library runs it by. */
  time: unknown;
  /** As IANA names it; undefined: the process's own. */
  timezone: unknown;
}

/** Made with the first run: reading the time zone loads the data of ICU. */
function configOf({ time, timezone }: Schedule): MonitorConfig | undefined {
  const value = crontabOf(time);
  if (!value) return undefined;
  // servers read a crontab as UTC
  const zone = typeof timezone === 'string' && timezone ? timezone : Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { schedule: { type: 'crontab', value }, timezone: zone };
}

const isGenerator = (job: Method): boolean => /Generator/.test(Object.prototype.toString.call(job));

/** The job, each run in a context and a trace of its own and between two check-ins. Of a generator, which is called once for all its runs, none are sent. */
export function monitoredJob(job: unknown, schedule: Schedule): unknown {
  if (typeof job !== 'function') return job;
  const { mechanism, slug } = schedule;
  if (typeof slug !== 'string' || !slug || isGenerator(job as Method)) return isolateJob(job as Method, mechanism);
  let config: MonitorConfig | undefined;
  return isolateJob(job as Method, mechanism, run => monitorRun(slug, run, (config ??= configOf(schedule))));
}
