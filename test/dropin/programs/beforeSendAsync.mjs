import { setTimeout as sleep } from 'node:timers/promises';
import * as Sentry from '@sentry/node';

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  async beforeSend(event) {
    await sleep(5);
    return event.message === 'dropped' ? null : { ...event, extra: { ...event.extra, looked: 'up' } };
  },
});
Sentry.captureMessage('dropped');
Sentry.captureMessage('kept');
await Sentry.flush(2000);
