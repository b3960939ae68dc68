import * as Sentry from '@sentry/node';

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  tracesSampleRate: 0.5,
  profilesSampleRate: 0.1,
  tracesSampler: ({ name }) => (name.includes('health') ? 0 : 1),
  tracePropagationTargets: ['localhost', /^https:\/\/api\.example/],
});
console.log(Sentry.startSpan({ name: 'GET /health' }, () => 'ok'));
Sentry.captureException(new Error('with tracing configured'));
await Sentry.flush(2000);
