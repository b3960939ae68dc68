import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: DSN });
document.querySelector('#buy')?.addEventListener('click', function buy() {
  throw new Error('sold out');
});
document.querySelector<HTMLButtonElement>('#buy')?.click();
done(later(() => Sentry.flush(2000)));
