// P6: one issue for a family of errors, the message kept.
import * as Vigil from '@vigil/node';

Vigil.init({
  dsn: process.env.SENTRY_DSN,
  beforeSend(event, hint) {
    if (hint.originalException instanceof RangeError) {
      event.fingerprint = ['validation-error'];
      event.extra = { ...event.extra, original_message: String(hint.originalException.message) };
    }
    return event;
  },
});
Vigil.captureException(new RangeError('17 is out of range'));
Vigil.captureException(new TypeError('not a number'));
await Vigil.flush();
