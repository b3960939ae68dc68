import type { ReactNode } from 'react';
import { Outlet } from 'react-router';
import { nameEvents } from './errors.server';

export const middleware = [nameEvents];

export function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <p>sorry</p>;
}
