import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN, release: 'shop@1', environment: 'staging' });

const trace = 'a'.repeat(32);
Sentry.continueTrace({ sentryTrace: `${trace}-${'b'.repeat(16)}-1`, baggage: 'other=1,sentry-release=shop%401' }, () => {
  const data = Sentry.getTraceData();
  console.log(data['sentry-trace'].startsWith(trace), typeof data.baggage);
  console.log(Sentry.getTraceMetaTags().includes(`name="sentry-trace" content="${trace}-`));
  Sentry.captureException(new Error('in a continued trace'));
});
Sentry.startNewTrace(() => console.log(Sentry.getTraceData()['sentry-trace'].startsWith(trace)));
await Sentry.flush(2000);
