import { type EventHint, type Scope, uuid4 } from '@vigil/core';
import { checkOptionsOf, hasText, notBuiltYet, refuse } from './notBuiltYet';

export interface SendFeedbackParams {
  message: string;
  name?: string | undefined;
  email?: string | undefined;
  url?: string | undefined;
  source?: string | undefined;
  /** The event this is about. */
  associatedEventId?: string | undefined;
  tags?: Record<string, unknown> | undefined;
}

/** Returns the id of the feedback. Nothing is sent yet. */
export function captureFeedback(params: SendFeedbackParams, hint?: EventHint & { includeReplay?: boolean }, scope?: Scope): string {
  notBuiltYet('captureFeedback');
  if (!hasText(params, 'message')) refuse('captureFeedback');
  checkOptionsOf('captureFeedback', hint);
  checkOptionsOf('captureFeedback', scope);
  return uuid4();
}
