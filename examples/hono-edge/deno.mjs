import * as Vigil from '@vigil/fetch/als';
import { app } from './app.mjs';

Vigil.init({ dsn: Deno.env.get('SENTRY_DSN'), release: 'orders@1.4.0' });

const onListen = ({ port }) => console.log(`listening http://127.0.0.1:${port}`);
Deno.serve({ hostname: '127.0.0.1', port: Number(Deno.env.get('PORT') ?? 3000), onListen }, app.fetch);
