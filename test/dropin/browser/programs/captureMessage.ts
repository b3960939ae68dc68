import { captureMessage, flush, init } from '@sentry/browser';

init({ dsn: DSN });
captureMessage('checkout opened', 'info');
captureMessage('checkout slow', { level: 'warning', tags: { ms: '900' } });
done(flush(2000));
