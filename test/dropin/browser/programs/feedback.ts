import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: DSN });
const associatedEventId = Sentry.captureException(new Error('seen by a user'));
Sentry.captureFeedback({ message: 'it broke when I paid', name: 'Ann', email: 'ann@shop.example', associatedEventId });
done(Sentry.flush(2000));
