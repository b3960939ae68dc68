import { uuid4 } from '../base/random';
import { dismissError } from '../errors/dismissError';
import type { Hub } from '../scope/hub';
import { withoutStack } from '../scope/syntheticStack';
import type { Attempt } from './handlerMeta';

export interface Failure {
  error: unknown;
  attempt: Attempt | undefined;
  /** Mechanism type, `auto.function.kafka`. */
  mechanism: string;
}

/**
 * What a job threw: an event, or only counted while attempts are left. What the job captured by hand, or a handler within it has judged
 * already, stays as it is. Returns the id of the event it is, or would have been.
 */
export function judgeFailure(hub: Hub, { error, attempt, mechanism }: Failure): string | undefined {
  const client = hub.getClient();
  if (!client) return undefined;
  const known = hub.decided?.get(error as object) ?? client.eventIdOf(error);
  const { uuid = uuid4 } = client.getOptions().deps ?? {};
  const eventId = known || uuid();
  if (known) hub.getIsolationScope().setLastEventId(known);
  else if (attempt && attempt.current < attempt.max && client.isEnabled()) {
    const { current, max } = attempt;
    dismissError(hub, client, { error, eventId, by: 'attempt', data: { attempt: current, max_attempts: max } });
  } else {
    // held, it is this job's own occurrence: a constant that is thrown by many is reported for each
    hub.held = [{ error, eventId, taken: false, isFault: true, isLate: false, judge: () => false, settle() {} }];
    client.captureException(error, withoutStack({ event_id: eventId, mechanism: { type: mechanism, handled: false } }));
  }
  return eventId;
}
