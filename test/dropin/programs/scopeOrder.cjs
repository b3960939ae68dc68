const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN });
Sentry.getGlobalScope().setTags({ who: 'global', global: 1 });
Sentry.getIsolationScope().setTags({ who: 'isolation', isolation: 1 });
Sentry.getCurrentScope().setTags({ who: 'current', current: 1 });
Sentry.captureMessage('current wins');
Sentry.captureMessage('context wins', { tags: { who: 'context' } });
Sentry.close(2000);
