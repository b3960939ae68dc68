import { uuid4 } from '../base/random';
import type { Client } from '../client/clientTypes';
import { isElsewhere } from '../client/isElsewhere';
import { ownEnvelope } from '../client/ownEnvelope';
import { gate } from '../safe/gate';
import { copyOf } from '../scope/copyOf';
import { getCurrentHub } from '../scope/hub';
import { optionsFrom, refuse } from '../scope/refuse';
import { readTrace } from '../scope/traceCell';
import { dscOf, type PropagationContext, traceContextOf } from '../trace/propagation';
import { type CheckIn, type MonitorConfig, type SerializedCheckIn, serializeMonitor } from '../wire/checkIn';
import type { Event } from '../wire/event';
import { keepJson } from '../wire/keptJson';

/**
 * Tells the server of a run of a monitored job (protocol 20): `in_progress`, or how it ended; a lone `ok` or `error` is a heartbeat. With a
 * schedule in `monitorConfig` the server makes the monitor, or changes it. Returns the id of the check-in, also when nothing will be sent:
 * the one that finishes it takes it, and `outcome()`. No hook and no sample rate applies.
 */
export function captureCheckIn(checkIn: CheckIn, monitorConfig?: MonitorConfig): string {
  const hub = getCurrentHub();
  const client = hub.getClient();
  const { uuid = uuid4 } = client?.getOptions().deps ?? {};
  const { monitorSlug, status, checkInId, duration }: Partial<CheckIn> = copyOf(checkIn) ?? {};
  const id = typeof checkInId === 'string' && checkInId ? checkInId : uuid();
  const config = optionsFrom('captureCheckIn', monitorConfig, client);
  if (!client) return id;
  if (typeof monitorSlug !== 'string' || !monitorSlug || !['in_progress', 'ok', 'error'].includes(status as string)) {
    refuse('captureCheckIn', client, "{ monitorSlug, status: 'in_progress' | 'ok' | 'error' }");
    return id;
  }
  const { release, environment } = client.getOptions();
  const trace = readTrace(hub.traceCell(), client);
  send(client, trace, {
    check_in_id: id,
    monitor_slug: monitorSlug,
    status: status as CheckIn['status'],
    // a clock that is set back meanwhile makes it negative, which Sentry refuses
    duration: Number.isFinite(duration) ? Math.max(0, duration as number) : undefined,
    release,
    environment,
    monitor_config: serializeMonitor(config, () => refuse('captureCheckIn', client, 'whole numbers from 1 on')),
    contexts: { trace: traceContextOf(trace) },
  });
  return id;
}

function send(client: Client, trace: PropagationContext, checkIn: SerializedCheckIn): void {
  const id = checkIn.check_in_id;
  if (!client.isEnabled()) client.lose('disabled', 'monitor', 1, undefined, id);
  else if (isElsewhere(client.getOptions())) client.lose('filtered', 'monitor', 1, 'environment', id);
  else {
    const { event: payload, json } = gate(checkIn as Event, client.scrubRules);
    keepJson(payload, json);
    void client.sendEnvelope(ownEnvelope(client, [{ type: 'check_in' }, payload], dscOf(trace, client.identity)));
    client.emit('hold');
  }
}
