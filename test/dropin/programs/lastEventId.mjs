import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN });
console.log(Sentry.lastEventId());
const id = Sentry.captureException(new Error('remember me'));
console.log(id === Sentry.lastEventId(), /^[0-9a-f]{32}$/.test(id));
await Sentry.flush(2000);
