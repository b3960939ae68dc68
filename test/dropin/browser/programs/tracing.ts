import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: DSN, integrations: [Sentry.browserTracingIntegration({ instrumentPageLoad: false })], tracesSampleRate: 0 });
const total = Sentry.startSpan({ name: 'sum', op: 'task' }, () => 40 + 2);
Sentry.captureMessage(`total ${total}`);
done(Sentry.flush(2000));
