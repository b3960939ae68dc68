import { setTimeout as sleep } from 'node:timers/promises';
import type { Span } from '@sentry/node';
import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN });

async function query<T>(name: string, run: (span: Span) => Promise<T>): Promise<T> {
  return Sentry.startSpan({ name, op: 'db.query', attributes: { 'db.system': 'sqlite' } }, run);
}

const rows = await query('SELECT 1', async span => {
  await sleep(2);
  console.log(Sentry.getActiveSpan() === span);
  span.setStatus({ code: 1 });
  return [1];
});
console.log(rows);
await query('SELECT 2', async () => Promise.reject(new Error('locked'))).catch((error: Error) => Sentry.captureException(error));
await Sentry.flush(2000);
