import * as Sentry from '@sentry/react';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, createRoutesFromChildren, matchRoutes, RouterProvider, useLocation, useNavigationType } from 'react-router';

Sentry.init({
  dsn: DSN,
  integrations: [
    Sentry.reactRouterV7BrowserTracingIntegration({ useEffect, useLocation, useNavigationType, createRoutesFromChildren, matchRoutes }),
  ],
  tracesSampleRate: 0,
});

function Order() {
  useEffect(() => {
    Sentry.captureException(new Error('order not loaded'));
  }, []);
  return <p>order</p>;
}

const router = Sentry.wrapCreateBrowserRouterV7(createBrowserRouter)([
  { path: '/', element: <p>home</p> },
  { path: '/orders/:id', element: <Order /> },
]);
createRoot(document.querySelector('#root') as Element).render(<RouterProvider router={router} />);
void router.navigate('/orders/7');
done(later(() => Sentry.flush(2000)));
