import { env } from 'cloudflare:workers';
import * as Vigil from '@vigil/fetch/als';
import { app } from './app.mjs';

Vigil.init({ dsn: env.SENTRY_DSN, release: 'orders@1.4.0' });

export default app;
