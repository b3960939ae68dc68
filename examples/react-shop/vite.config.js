import { defineConfig } from 'vite';

const api = process.env.API_URL ?? 'http://127.0.0.1:3000';

export default defineConfig({
  // The page's own origin answers for the API: no CORS, and trace headers go along unasked.
  server: { proxy: { '/shops': api } },
  // A DSN is no secret: it lets send, never read.
  define: { SENTRY_DSN: JSON.stringify(process.env.SENTRY_DSN ?? '') },
  build: { sourcemap: true },
});
