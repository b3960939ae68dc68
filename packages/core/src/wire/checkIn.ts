import type { TraceContext } from './contexts';

/** A run of a job that a monitor waits for. */
export interface CheckIn {
  /** Lower case, digits, `-` and `_`, at most 50 characters. */
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
  /** Minutes that a run may come late. */
  checkinMargin?: number | undefined;
  /** Minutes that a run may take. */
  maxRuntime?: number | undefined;
  /** As IANA names it. */
  timezone?: string | undefined;
  /** Failures in a row that make an issue. */
  failureIssueThreshold?: number | undefined;
  /** Good runs in a row that resolve it. */
  recoveryThreshold?: number | undefined;
  /** Run the callback in a trace of its own. */
  isolateTrace?: boolean | undefined;
}

/** The payload of a `check_in` item (protocol 20). */
export interface SerializedCheckIn {
  check_in_id: string;
  monitor_slug: string;
  status: CheckIn['status'];
  duration?: number | undefined;
  release?: string | undefined;
  environment?: string | undefined;
  monitor_config?: Record<string, unknown> | undefined;
  contexts: { trace: TraceContext };
}

/**
 * What makes or changes the monitor: nothing without a schedule, which servers ask for. Relay refuses the whole check-in for a number that is
 * not whole, and Sentry wants 1 at least: a part of a minute is one, and what is no such number is left out, which `refuse` is told.
 */
export function serializeMonitor(config: Partial<MonitorConfig>, refuse: () => void): Record<string, unknown> | undefined {
  const whole = (value: number | null | undefined): number | undefined => {
    if (typeof value === 'number' && value >= 0 && value < Number.MAX_SAFE_INTEGER) return Math.ceil(value) || 1;
    if (value !== undefined && value !== null) refuse();
    return undefined;
  };
  const { schedule, checkinMargin, maxRuntime, timezone, failureIssueThreshold, recoveryThreshold } = config;
  return (
    schedule && {
      schedule,
      checkin_margin: whole(checkinMargin),
      max_runtime: whole(maxRuntime),
      timezone,
      failure_issue_threshold: whole(failureIssueThreshold),
      recovery_threshold: whole(recoveryThreshold),
    }
  );
}
