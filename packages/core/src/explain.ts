import { getClient } from './capture';
import { createExplanation, type Explanation } from './client/explanation';
import type { EventHint } from './client/hint';
import { withExplain } from './client/withExplain';
import { type CaptureContext, toHint } from './scope/captureContext';

/**
 * What would become of this error, or event, if it were captured now: the event as it would leave, what was cut out of it and why, and how
 * it would end. The whole pipeline runs, your hooks included (`hint.explained` tells them); nothing is sent, counted, spent or remembered.
 * `sampleRate` draws in its favour. An object with fields of an event alone is an event; anything else is taken as thrown. Without a client:
 * `disabled`. Never rejects.
 */
export async function explain(input: unknown, hint?: EventHint | CaptureContext): Promise<Explanation> {
  const client = getClient();
  if (!client) return createExplanation({ bytes: 0, cuts: [], outcome: 'disabled' });
  // a bare client has none of its own
  client.extend(withExplain);
  return client.explain(input, toHint(hint));
}
