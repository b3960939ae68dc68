import * as Sentry from '@sentry/react';
import { createRoot } from 'react-dom/client';

Sentry.init({ dsn: DSN });

function Cart(): never {
  throw new Error('cart is broken');
}

createRoot(document.querySelector('#root') as Element).render(
  <Sentry.ErrorBoundary
    fallback={({ error }) => <p>Sorry: {String(error)}</p>}
    beforeCapture={scope => scope.setTag('boundary', 'cart')}
    onError={(_error, _stack, eventId) => console.log('reported', eventId.length)}
  >
    <Cart />
  </Sentry.ErrorBoundary>,
);
done(later(() => Sentry.flush(2000)));
