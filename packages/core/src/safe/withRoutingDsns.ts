import type { Core } from '../client/core';

/** As servers make them: a public key of 32 hex digits, no secret. */
const DSN = /^https?:\/\/[\da-f]{32}@[\w.-]+(?::\d+)?\/(?:[\w.-]+\/){0,9}\d+$/;

/**
 * A text that is a DSN and nothing else stays, user-info or not: its key is public, and an event says by it where it wants to go
 * (`makeMultiplexedTransport`).
 */
export function withRoutingDsns({ client: { scrubRules } }: Core): void {
  if (!scrubRules) return;
  const { cleanText } = scrubRules;
  scrubRules.cleanText = (text, hit) => (DSN.test(text) ? text : cleanText(text, hit));
}
