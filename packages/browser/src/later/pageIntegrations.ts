import { type Integration, type LaterOptions, laterIntegration } from '@vigil/core';

// Tracing, replay and the feedback form of a page: typed, without effect yet.

/** Errors and requests carry the trace without it. */
export function browserTracingIntegration(options?: LaterOptions): Integration {
  return laterIntegration('browserTracingIntegration', options);
}
export function replayIntegration(options?: LaterOptions): Integration {
  return laterIntegration('replayIntegration', options);
}
/** The form. `captureFeedback` sends what a form of your own asks. */
export function feedbackIntegration(options?: LaterOptions): Integration {
  return laterIntegration('feedbackIntegration', options);
}
export function feedbackAsyncIntegration(options?: LaterOptions): Integration {
  return laterIntegration('feedbackAsyncIntegration', options, 'Feedback');
}
export function feedbackSyncIntegration(options?: LaterOptions): Integration {
  return laterIntegration('feedbackSyncIntegration', options, 'Feedback');
}
