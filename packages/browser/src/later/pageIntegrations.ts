import { type Integration, type LaterOptions, laterIntegration } from '@vigil/core';
import type { Feedback, Replay } from './pageServices';

// Tracing, replay and the feedback form of a page: typed, without effect yet.

/** Errors and requests carry the trace without it. */
export function browserTracingIntegration(options?: LaterOptions): Integration {
  return laterIntegration('browserTracingIntegration', options);
}
export function replayIntegration(options?: LaterOptions): Replay {
  return {
    ...laterIntegration('replayIntegration', options),
    start() {},
    startBuffering() {},
    async stop() {},
    async flush() {},
    getReplayId: () => undefined,
    getRecordingMode: () => undefined,
  };
}

function formIntegration(factory: string, options: LaterOptions | undefined): Feedback {
  const form = { appendToDom() {}, removeFromDom() {}, open() {}, close() {}, show() {}, hide() {} };
  return {
    ...laterIntegration(factory, options, 'Feedback'),
    attachTo: () => () => {},
    createForm: async () => form,
    createWidget: () => form,
    remove() {},
  };
}

/** The form. `captureFeedback` sends what a form of your own asks. */
export function feedbackIntegration(options?: LaterOptions): Feedback {
  return formIntegration('feedbackIntegration', options);
}
export function feedbackAsyncIntegration(options?: LaterOptions): Feedback {
  return formIntegration('feedbackAsyncIntegration', options);
}
export function feedbackSyncIntegration(options?: LaterOptions): Feedback {
  return formIntegration('feedbackSyncIntegration', options);
}
