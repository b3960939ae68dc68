import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN });

const total = Sentry.startSpan({ name: 'checkout', op: 'task' }, span => {
  Sentry.getCurrentScope().setTag('inside', 'yes');
  span.setAttribute('items', 3);
  console.log(span === Sentry.getActiveSpan(), span.isRecording(), span.spanContext().traceFlags);
  return Sentry.startSpan({ name: 'tax', attributes: { rate: 19 } }, inner => {
    console.log(inner.spanContext().traceId === span.spanContext().traceId);
    Sentry.captureException(new Error('in the span'));
    return 119;
  });
});
console.log(total, Sentry.getActiveSpan());
try {
  Sentry.startSpan({ name: 'throws' }, () => {
    throw new Error('mine');
  });
} catch (error) {
  console.log(error.message);
}
Sentry.captureMessage('outside the span');
await Sentry.flush(2000);
