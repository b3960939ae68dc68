import { isObject } from './base/guards';
import { uuid4 } from './base/random';
import { safely } from './base/safely';
import { getClient } from './capture';
import type { EventHint } from './client/hint';
import type { Scope } from './scope/scope';
import type { Primitive } from './wire/event';

export interface SendFeedbackParams {
  /** At most 4,096 characters leave. */
  message: string;
  name?: string | undefined;
  email?: string | undefined;
  /** The page it is about. */
  url?: string | undefined;
  /** Where it was given. Default `api`. */
  source?: string | undefined;
  /** The event it is about. */
  associatedEventId?: string | undefined;
  tags?: Record<string, Primitive> | undefined;
}

/**
 * Sends what a user has to say (protocol 21), in an envelope of its own, and returns its id. Scopes, processors and the scrubber apply; the
 * sample rate, the budget and `beforeSend` do not. Without a message nothing is sent. `scope`: in place of the current one.
 */
export function captureFeedback(params: SendFeedbackParams, hint?: EventHint & { includeReplay?: boolean }, scope?: Scope): string {
  const client = getClient();
  const { message, name, email, url, source, associatedEventId, tags }: Partial<SendFeedbackParams> = safely(() => ({ ...params })) ?? {};
  if (typeof message !== 'string' || !message.trim()) {
    client?.warn('V020', 'captureFeedback', 'a message');
    return uuid4();
  }
  const feedback = {
    message: message.slice(0, 4096),
    name,
    contact_email: email,
    url,
    source: source ?? 'api',
    associated_event_id: associatedEventId,
  };
  const event = { type: 'feedback', level: 'info', contexts: { feedback }, ...(tags && { tags }) } as const;
  const given = isObject(hint) ? hint : {};
  client?.emit('beforeSendFeedback', event, given);
  return client?.captureEvent(event, given, scope) ?? uuid4();
}
