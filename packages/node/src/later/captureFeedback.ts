import { type EventHint, type Scope, uuid4 } from '@vigil/core';
import { isRecord, notBuiltYet, refuse } from './notBuiltYet';

export interface SendFeedbackParams {
  message: string;
  name?: string;
  email?: string;
  url?: string;
  source?: string;
  /** The event this is about. */
  associatedEventId?: string;
  tags?: Record<string, unknown>;
}

/** Returns the id of the feedback. Nothing is sent yet. */
export function captureFeedback(params: SendFeedbackParams, _hint?: EventHint & { includeReplay?: boolean }, _scope?: Scope): string {
  notBuiltYet('captureFeedback');
  if (!isRecord(params) || typeof params.message !== 'string') refuse('captureFeedback');
  return uuid4();
}
