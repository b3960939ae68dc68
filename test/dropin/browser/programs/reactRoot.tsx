import * as Sentry from '@sentry/react';
import { createRoot } from 'react-dom/client';

Sentry.init({ dsn: DSN });

function App(): never {
  throw new TypeError('app is broken');
}

createRoot(document.querySelector('#root') as Element, {
  onUncaughtError: Sentry.reactErrorHandler((error, { componentStack }) => console.log(String(error), typeof componentStack)),
  onCaughtError: Sentry.reactErrorHandler(),
  onRecoverableError: Sentry.reactErrorHandler(),
}).render(<App />);
done(later(() => Sentry.flush(2000)));
