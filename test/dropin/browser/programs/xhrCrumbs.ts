import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: DSN });
const request = new XMLHttpRequest();
request.open('GET', '/data.json');
request.onload = () => {
  setTimeout(() => {
    Sentry.captureException(new Error('after a request'));
    done(Sentry.flush(2000));
  }, 50);
};
request.send();
