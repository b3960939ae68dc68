import { safely } from '../base/safely';
import { withIsolation } from '../scope/hub';
import { inNewTrace } from '../scope/inTrace';
import { callbackOf, refuse } from '../scope/refuse';
import type { MonitorConfig } from '../wire/checkIn';
import { monitorRun } from './monitorRun';

/**
 * Runs `callback` in an isolation scope of its own, between a check-in that says it is in progress and one that says how it ended. Its
 * result and what it throws pass through; what it throws is for its caller to report. Without a slug it runs unmonitored.
 */
export function withMonitor<T>(monitorSlug: string, callback: () => T, monitorConfig?: MonitorConfig): T {
  const run = callbackOf('withMonitor', callback);
  const hasSlug = typeof monitorSlug === 'string' && !!monitorSlug;
  if (!hasSlug) refuse('withMonitor', undefined, 'the slug of a monitor');
  const monitored = hasSlug ? () => monitorRun(monitorSlug, run, monitorConfig) : run;
  return withIsolation(() => (safely(() => monitorConfig?.isolateTrace) ? inNewTrace(monitored) : monitored()));
}
