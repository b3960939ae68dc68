import * as Vigil from '@vigil/fetch/als';
import { app } from './app.mjs';

Vigil.init({ dsn: process.env.SENTRY_DSN, release: 'orders@1.4.0' });

const { port } = Bun.serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env.PORT ?? 3000) });
console.log(`listening http://127.0.0.1:${port}`);
