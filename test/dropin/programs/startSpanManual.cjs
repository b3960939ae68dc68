const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN });
Sentry.startSpanManual({ name: 'by hand' }, (span, finish) => {
  setTimeout(() => {
    span.addEvent('tick');
    finish();
    span.end();
    console.log('finished');
  }, 2);
});
const span = Sentry.startInactiveSpan({ name: 'aside', op: 'task' });
console.log(Sentry.getActiveSpan(), typeof span.spanContext().spanId);
console.log(Sentry.withActiveSpan(span, () => Sentry.getActiveSpan() === span));
console.log(Sentry.withActiveSpan(null, () => Sentry.getActiveSpan()));
span.end();
