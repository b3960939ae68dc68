import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN, sendDefaultPii: true, debug: false });
Sentry.setUser({ id: '7', email: 'ann@example.com', ip_address: '203.0.113.7' });
Sentry.setContext('login', { user: 'ann', password: 'hunter2' });
Sentry.captureMessage('asked for by ann@example.com');
await Sentry.flush(2000);
