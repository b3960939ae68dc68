import { isThenable } from '../base/guards';
import { getCurrentHub } from '../scope/hub';
import type { CheckIn, MonitorConfig } from '../wire/checkIn';
import { captureCheckIn } from './captureCheckIn';

/**
 * Runs `run` between two check-ins: in progress, and `ok` or, where it throws or rejects, `error`, with its duration in seconds. What it
 * answers and throws passes through; a promise settles after the second.
 */
export function monitorRun<T>(monitorSlug: string, run: () => T, monitorConfig?: MonitorConfig): T {
  // where a promise settles may be another context
  const hub = getCurrentHub();
  const { now = Date.now } = hub.getClient()?.getOptions().deps ?? {};
  const checkInId = captureCheckIn({ monitorSlug, status: 'in_progress' }, monitorConfig);
  const since = now();
  const finish = (status: CheckIn['status']) =>
    hub.run(() => captureCheckIn({ monitorSlug, checkInId, status, duration: (now() - since) / 1000 }));
  const failed = (error: unknown): never => {
    finish('error');
    throw error;
  };
  let result: T;
  try {
    result = run();
  } catch (error) {
    return failed(error);
  }
  const done = <R>(value: R): R => {
    finish('ok');
    return value;
  };
  return isThenable(result) ? (result.then(done, failed) as T) : done(result);
}
