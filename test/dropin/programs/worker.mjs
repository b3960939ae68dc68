import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN, environment: 'worker' });

const queue = [
  { id: 1, kind: 'mail' },
  { id: 2, kind: 'unknown' },
  { id: 3, kind: 'mail' },
];
for (const job of queue) {
  await Sentry.withIsolationScope(async scope => {
    scope.setContext('job', job);
    try {
      if (job.kind === 'unknown') throw new Error(`no handler for ${job.kind}`);
      console.log('sent', job.id);
    } catch (error) {
      Sentry.captureException(error, { mechanism: { handled: false, type: 'queue' } });
    }
  });
}
await Sentry.close(2000);
