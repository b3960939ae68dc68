const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN });
Sentry.captureException(new Error('with a file'), { attachments: [{ filename: 'log.txt', data: 'line 1\nline 2' }] });
Sentry.withScope(scope => {
  scope.addAttachment({ filename: 'state.json', data: '{"a":1}', contentType: 'application/json' });
  Sentry.captureMessage('with another');
});
Sentry.close(2000);
