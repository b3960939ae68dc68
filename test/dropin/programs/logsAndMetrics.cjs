const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN, enableLogs: true });
Sentry.logger.info('signed in', { userId: 1 });
Sentry.logger.warn(Sentry.logger.fmt`slow query ${12} ms`);
Sentry.metrics.count('orders', 1, { attributes: { region: 'eu' } });
Sentry.metrics.gauge('queue', 17);
Sentry.metrics.distribution('latency', 12.5, { unit: 'millisecond' });
console.log('still here');
Sentry.captureMessage('and one message');
Sentry.close(2000);
