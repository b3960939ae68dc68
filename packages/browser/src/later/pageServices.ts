import { type Integration, type LaterOptions, notBuiltYet } from '@vigil/core';

// What Sentry's functions of these names hand out: there is none yet.

/** Of a replay. None is recorded yet, and no method does anything. */
export interface Replay extends Integration {
  start(): void;
  startBuffering(): void;
  stop(options?: { flush?: boolean }): Promise<void>;
  flush(options?: { continueRecording?: boolean }): Promise<void>;
  getReplayId(onlyIfSampled?: boolean): string | undefined;
  getRecordingMode(): 'session' | 'buffer' | undefined;
}
/** The form as a dialog. */
export interface FeedbackForm {
  appendToDom(): void;
  removeFromDom(): void;
  open(): void;
  close(): void;
}
/** The button that opens the form. */
export interface FeedbackWidget {
  appendToDom(): void;
  removeFromDom(): void;
  show(): void;
  hide(): void;
}
/** Of the form. There is none yet, and no method does anything. */
export interface Feedback extends Integration {
  /** Returns what takes it off again. */
  attachTo(element: object | string, options?: LaterOptions): () => void;
  createForm(options?: LaterOptions): Promise<FeedbackForm>;
  createWidget(options?: LaterOptions): FeedbackWidget;
  remove(): void;
}

/** No replay is recorded yet. */
export function getReplay(): Replay | undefined {
  notBuiltYet('getReplay');
  return undefined;
}
/** There is no form yet. */
export function getFeedback(): Feedback | undefined {
  notBuiltYet('getFeedback');
  return undefined;
}
/** Asks nobody: `outcome(eventId)` says what became of an event, and why. Resolves with `undefined`, as when nothing is wrong. */
export async function diagnoseSdkConnectivity(): Promise<'no-client-active' | 'sentry-unreachable' | 'no-dsn-configured' | undefined> {
  notBuiltYet('diagnoseSdkConnectivity');
  return undefined;
}
