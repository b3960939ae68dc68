import { captureFeedback, type EventHint, outcome, type SendFeedbackParams } from '@vigil/core';

/** As Sentry's: 30 s, in ms. */
const PATIENCE_MS = 30_000;

/**
 * `captureFeedback` that tells how it went: resolves with the id once the server has taken it, and rejects - the one function here that
 * does, because forms are written against it - with what became of it otherwise, after 30 s at the latest. `url` is the page's own unless given.
 */
export async function sendFeedback(params: SendFeedbackParams, hint?: EventHint & { includeReplay?: boolean }): Promise<string> {
  const id = captureFeedback({ url: globalThis.location?.href, ...params }, hint);
  const { status, httpStatus } = await outcome(id, { timeoutMs: PATIENCE_MS });
  if (status === 'sent') return id;
  throw new Error(`the feedback was not sent: ${status}${httpStatus ? `, the server answered ${httpStatus}` : ''}`);
}
