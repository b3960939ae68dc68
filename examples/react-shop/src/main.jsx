import * as Vigil from '@vigil/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Shop } from './Shop';

Vigil.init({
  dsn: SENTRY_DSN,
  // one release for page and service
  release: 'orders@1.4.0',
  beforeSend: event => ({ ...event, user: { id: 'ada', plan: 'gold' } }),
});
Vigil.setRouteTemplate('/orders/:id');

createRoot(document.querySelector('#shop'), {
  // what no boundary catches
  onUncaughtError: Vigil.reactErrorHandler(),
}).render(
  <StrictMode>
    <Shop />
  </StrictMode>,
);
