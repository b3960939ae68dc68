import * as Sentry from '@sentry/node';

class PaymentError extends Error {
  override name = 'PaymentError';
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}
class Unnamed extends Error {}

Sentry.init({ dsn: process.env.SENTRY_DSN });
Sentry.captureException(new PaymentError('declined', 'card_declined'));
Sentry.captureException(new Unnamed('a class without a name of its own'));
Sentry.captureException(new Error(''));
await Sentry.flush(2000);
