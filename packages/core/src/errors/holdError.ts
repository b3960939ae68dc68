import { lastOf } from '../base/lists';
import { uuid4 } from '../base/random';
import { safely } from '../base/safely';
import type { Client } from '../client/clientTypes';
import type { HeldError, Hub } from '../scope/hub';
import { withoutStack } from '../scope/syntheticStack';
import { dismissError } from './dismissError';
import { type OpenCase, openCases } from './openCases';
import { isFault, type ResponseEnd, type ResponseLook, type Verdict } from './verdict';

export interface HoldOptions {
  /** Mechanism type, `auto.middleware.express`. */
  mechanism: string;
  /** The response as it is now. */
  look(): ResponseLook;
  /** Says instead of the default whether to report. One that throws, or says neither true nor false, means the default. */
  shouldHandleError?: ((error: unknown, verdict: Verdict) => boolean) | undefined;
}

/**
 * Remembers an error on the context of its request until the response has shown what it was (`judgeErrors`): 30 s, `flush()` or the end of
 * the process at the latest; of a response that is over, until others have had this turn to capture it. Returns the id of the event at once;
 * it is `lastEventId()` of that context from now on. The same error again, or one that was captured by hand before, here or in a fork, or
 * judged by a job in this context, keeps the id it had. Never throws.
 */
export function holdError(hub: Hub, error: unknown, options: HoldOptions): string {
  const client = hub.getClient();
  const { uuid = uuid4 } = client?.getOptions().deps ?? {};
  const judged = hub.held?.find(each => each.error === error)?.eventId ?? hub.decided?.get(error as object);
  const known = judged ?? hub.run(() => client?.eventIdOf(error));
  const eventId = known ?? uuid();
  if (known === undefined && client?.isEnabled()) {
    safely(() => {
      const held = new HeldCase(hub, client, error, eventId, options);
      openCases(client).add(held, held.isOver);
      hub.held = [...(hub.held ?? []), held];
    });
  }
  hub.getIsolationScope().setLastEventId(eventId);
  return eventId;
}

/**
 * The response of this context has ended: of the errors it holds at most one becomes an event, once. It is the one that decided the answer:
 * the last before the headers were sent, or else the first after; none, when one was captured already. The others become breadcrumbs, of
 * that event too.
 */
export function judgeErrors(hub: Hub, end: ResponseEnd): void {
  const held = hub.held ?? [];
  const isReported = held.some(each => each.taken);
  const judged = held.filter(each => each.judge(end));
  const faults = judged.filter(each => each.isFault && !isReported);
  const deciding = lastOf(faults.filter(each => !each.isLate)) ?? faults[0];
  for (const each of judged) if (each !== deciding) each.settle(false);
  deciding?.settle(true);
}

/** A class, because a failing server makes one for every request. */
class HeldCase implements HeldError, OpenCase {
  taken = false;
  isFault = false;
  private isOpen = true;
  private status = 0;
  private readonly atThrow: ResponseLook;

  constructor(
    private readonly hub: Hub,
    private readonly client: Client,
    readonly error: unknown,
    readonly eventId: string,
    private readonly options: HoldOptions,
  ) {
    this.atThrow = options.look();
  }

  get isOver(): boolean {
    return this.atThrow.over === true;
  }
  get isLate(): boolean {
    return this.atThrow.headersSent;
  }

  judge(end: ResponseEnd): boolean {
    if (!this.isOpen) return false;
    this.isOpen = false;
    openCases(this.client).delete(this);
    if (this.taken) return false;
    safely(() => this.hub.run(() => this.decide(end)));
    return true;
  }

  giveUp(): void {
    judgeErrors(this.hub, 'open');
  }

  settle(isReported: boolean): void {
    const { hub, client, error, eventId, options, status } = this;
    safely(() =>
      hub.run(() => {
        if (isReported)
          client.captureException(error, withoutStack({ event_id: eventId, mechanism: { type: options.mechanism, handled: false } }));
        else dismissError(hub, client, { error, eventId, by: 'status', data: { status_code: status } });
      }),
    );
  }

  private decide(end: ResponseEnd): void {
    const { hub, client, error, options, atThrow } = this;
    const atEnd = options.look();
    this.status = atEnd.status;
    this.isFault =
      said(hub, client, error, options, { ...atEnd, headersSent: atThrow.headersSent }, atThrow.gone || end === 'closed') ??
      isFault(error, atThrow, atEnd, end);
  }
}

/** What the application says of it, if it says anything. */
function said(
  { route }: Hub,
  client: Client,
  error: unknown,
  { shouldHandleError }: HoldOptions,
  { status, headersSent, method }: ResponseLook,
  aborted: boolean,
): boolean | undefined {
  if (!shouldHandleError) return undefined;
  const verdict: Verdict = { status, headersSent, method, aborted };
  if (route !== undefined) verdict.route = route;
  const answer = safely(
    () => shouldHandleError(error, verdict),
    () => void client.warn('V041', 'shouldHandleError'),
  );
  return typeof answer === 'boolean' ? answer : undefined;
}
