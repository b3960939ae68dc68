import { uuid4 } from '../base/random';
import { safely } from '../base/safely';
import { withIsolation } from '../scope/hub';
import { inNewTrace } from '../scope/inTrace';
import { callbackOf, checkOptionsOf, refuse } from '../scope/refuse';
import { hasText, notBuiltYet } from './notBuiltYet';

export interface CheckIn {
  monitorSlug: string;
  status: 'in_progress' | 'ok' | 'error';
  /** Of the check-in that this one finishes. */
  checkInId?: string | undefined;
  /** Seconds. */
  duration?: number | undefined;
}
export type MonitorSchedule =
  | { type: 'crontab'; value: string }
  | { type: 'interval'; value: number; unit: 'year' | 'month' | 'week' | 'day' | 'hour' | 'minute' };
export interface MonitorConfig {
  schedule: MonitorSchedule;
  /** Minutes. */
  checkinMargin?: number | undefined;
  /** Minutes. */
  maxRuntime?: number | undefined;
  timezone?: string | undefined;
  failureIssueThreshold?: number | undefined;
  recoveryThreshold?: number | undefined;
  /** Run the callback in a trace of its own. */
  isolateTrace?: boolean | undefined;
}

/** Returns the id of the check-in. Nothing is sent yet. */
export function captureCheckIn(checkIn: CheckIn, monitorConfig?: MonitorConfig): string {
  notBuiltYet('captureCheckIn');
  if (!hasText(checkIn, 'monitorSlug')) refuse('captureCheckIn');
  checkOptionsOf('captureCheckIn', monitorConfig);
  return safely(() => checkIn.checkInId) ?? uuid4();
}

/** Runs `callback` in an isolation scope of its own. Its result and what it throws pass through; no check-in is sent yet. */
export function withMonitor<T>(monitorSlug: string, callback: () => T, monitorConfig?: MonitorConfig): T {
  notBuiltYet('withMonitor');
  if (typeof monitorSlug !== 'string') refuse('withMonitor');
  checkOptionsOf('withMonitor', monitorConfig);
  const run = callbackOf('withMonitor', callback);
  return withIsolation(() => (safely(() => monitorConfig?.isolateTrace) ? inNewTrace(run) : run()));
}
