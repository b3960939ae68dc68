import type { Event, EventHint } from '@sentry/node';
import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN });
Sentry.addEventProcessor((event: Event, hint: EventHint): Event | null => {
  if (hint.originalException instanceof TypeError) return null;
  return { ...event, tags: { ...event.tags, processed: true } };
});
Sentry.getClient()?.addEventProcessor(event => ({ ...event, extra: { ...event.extra, client: 'too' } }));
Sentry.captureException(new TypeError('dropped'));
Sentry.captureException(new Error('kept'));
await Sentry.flush(2000);
