const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN, release: 'shop@1' });
const session = Sentry.startSession({ did: 'device' });
console.log(session.status, session.errors, session.did, Sentry.getIsolationScope().getSession() === session);
Sentry.captureSession();
Sentry.endSession();
console.log(Sentry.getIsolationScope().getSession());
Sentry.close(2000);
