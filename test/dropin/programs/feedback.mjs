import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN });
const associatedEventId = Sentry.captureException(new Error('what the feedback is about'));
console.log(Sentry.captureFeedback({ message: 'it broke', name: 'Ann', associatedEventId }).length);
await Sentry.flush(2000);
