import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN });
console.log(Sentry.withMonitor('nightly', () => 'swept'));
console.log(await Sentry.withMonitor('hourly', async () => 'swept later', { schedule: { type: 'crontab', value: '0 * * * *' } }));
try {
  Sentry.withMonitor('broken', () => {
    Sentry.setTag('in', 'monitor');
    throw new Error('the job failed');
  });
} catch (error) {
  Sentry.captureException(error);
}
const id = Sentry.captureCheckIn({ monitorSlug: 'manual', status: 'in_progress' });
console.log(Sentry.captureCheckIn({ checkInId: id, monitorSlug: 'manual', status: 'ok', duration: 1 }) === id);
await Sentry.flush(2000);
