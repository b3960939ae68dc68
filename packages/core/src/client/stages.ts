import type { Scope } from '../scope/scope';
import type { Event, SeverityLevel } from '../wire/event';
import type { EventHint } from './hint';
import type { OutcomeStatus } from './outcomeTypes';

/** What a capture call was given. */
export interface CaptureInput {
  /** What was thrown, or the text of a message. */
  error?: unknown;
  /** Tells the two apart: a text can be thrown, too. */
  isError?: boolean;
  level?: SeverityLevel | undefined;
  event?: Event;
  /** What the scopes say, which wins over the above. */
  scopeLevel?: SeverityLevel | undefined;
  hint: EventHint;
  scope?: Scope | undefined;
  /** Made by the SDK itself: no budget. A name: the report of that hook's failure. */
  internal?: boolean | string;
  /** Set by the budget: what it knows of the issue, one object for as long as it remembers it. */
  issue?: object;
  /** Set by the budget: how many of this issue were suppressed before it. */
  suppressed?: { count: number; since: string };
}
/** Why something is dropped: the outcome, and who decided. */
export type Drop = [OutcomeStatus, string];

/**
 * The stages of the pipeline that signals supply. The client knows this interface and none of them, so that a bundle
 * holds what it uses.
 */
export interface Stages {
  /** Stages 3 and 4: before anything is built. */
  screen(input: CaptureInput): Drop | undefined;
  /** Stage 6. */
  build(input: CaptureInput): Event;
  /** Stage 9: who drops it. */
  judge(event: Event): string | undefined;
  /** Stage 10. */
  group(event: Event, hint: EventHint): void;
  /** What the budget dropped and nobody was told yet; reading empties it. */
  takeSuppressed(): Event | undefined;
}
