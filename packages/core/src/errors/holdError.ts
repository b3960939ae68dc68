import { uuid4 } from '../base/random';
import { safely } from '../base/safely';
import { startTimer } from '../base/timer';
import type { Client } from '../client/clientTypes';
import type { HeldError, Hub } from '../scope/hub';
import { dismissError } from './dismissError';
import { openCases } from './openCases';
import { isFault, type ResponseEnd, type ResponseLook, type Verdict } from './verdict';

export interface HoldOptions {
  /** Mechanism type, `auto.middleware.express`. */
  mechanism: string;
  /** The response as it is now. */
  look(): ResponseLook;
  /** Says instead of the default whether to report. One that throws, or says neither true nor false, means the default. */
  shouldHandleError?: ((error: unknown, verdict: Verdict) => boolean) | undefined;
}

// design.md section 5: a response that is still open then will not say anything any more.
const PATIENCE_MS = 30_000;

/**
 * Remembers an error on the context of its request until the response has shown what it was (`judgeErrors`): 30 s, `flush()` or the end of
 * the process at the latest. Returns the id of the event at once; it is `lastEventId()` of that context from now on. The same error again,
 * or one that was captured by hand before, keeps the id it had. Never throws.
 */
export function holdError(hub: Hub, error: unknown, options: HoldOptions): string {
  const client = hub.getClient();
  const { uuid = uuid4 } = client?.getOptions().deps ?? {};
  const known = hub.held?.find(each => each.error === error)?.eventId ?? hub.run(() => client?.eventIdOf(error));
  const eventId = known ?? uuid();
  if (known === undefined && client?.isEnabled()) safely(() => hold(hub, client, { error, eventId, options }));
  hub.getIsolationScope().setLastEventId(eventId);
  return eventId;
}

/**
 * The response of this context has ended: of the errors it holds at most one becomes an event, once. It is the one that decided the answer:
 * the last before the headers were sent, or else the first after. The others become breadcrumbs, of that event too.
 */
export function judgeErrors(hub: Hub, end: ResponseEnd): void {
  const rulings = (hub.held ?? []).flatMap(each => each.judge(end) ?? []);
  const faults = rulings.filter(({ isFault }) => isFault);
  const deciding = faults.filter(({ isLate }) => !isLate).at(-1) ?? faults[0];
  for (const each of rulings) if (each !== deciding) each.settle(false);
  deciding?.settle(true);
}

interface Thrown {
  error: unknown;
  eventId: string;
  options: HoldOptions;
}

function hold(hub: Hub, client: Client, { error, eventId, options }: Thrown): void {
  const { look, mechanism } = options;
  const atThrow = look();
  let isOpen = true;
  const held: HeldError = {
    error,
    eventId,
    taken: false,
    judge(end) {
      if (!isOpen) return undefined;
      isOpen = false;
      cancel();
      close();
      if (held.taken) return undefined;
      return { isFault: !!safely(() => hub.run(() => decide(end))), isLate: atThrow.headersSent, settle };
    },
  };
  let status = 0;
  const decide = (end: ResponseEnd): boolean => {
    const atEnd = look();
    const { headersSent, method } = atEnd;
    status = atEnd.status;
    const verdict: Verdict = { status, headersSent, method, aborted: atThrow.gone || end === 'closed' };
    if (hub.route !== undefined) verdict.route = hub.route;
    return said(client, error, verdict, options) ?? isFault(error, atThrow, atEnd, end);
  };
  const settle = (isReported: boolean): void => {
    safely(() =>
      hub.run(() => {
        if (isReported) client.captureException(error, { event_id: eventId, mechanism: { type: mechanism, handled: false } });
        else dismissError(hub, client, { error, eventId, by: 'status', data: { status_code: status } });
      }),
    );
  };
  const giveUp = () => judgeErrors(hub, 'open');
  const close = openCases(client).add(giveUp);
  const cancel = (client.getOptions().deps?.timer ?? startTimer)(giveUp, PATIENCE_MS);
  hub.held = [...(hub.held ?? []), held];
}

function said(client: Client, error: unknown, verdict: Verdict, { shouldHandleError }: HoldOptions): boolean | undefined {
  const answer = safely(
    () => shouldHandleError?.(error, { ...verdict }),
    () => void client.warn('V041', 'shouldHandleError'),
  );
  return typeof answer === 'boolean' ? answer : undefined;
}
