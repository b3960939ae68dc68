import { setTimeout as sleep } from 'node:timers/promises';
import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN });

async function handle(job: string, ms: number): Promise<void> {
  await Sentry.withIsolationScope(async scope => {
    scope.setTag('job', job);
    Sentry.setUser({ id: job });
    Sentry.addBreadcrumb({ message: `took ${job}` });
    await sleep(ms);
    Sentry.captureException(new Error(`${job} failed`));
  });
}

await Promise.all([handle('a', 40), handle('b', 5)]);
Sentry.captureMessage('outside');
await Sentry.flush(2000);
