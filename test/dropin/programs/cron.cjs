const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN });

class CronJob {
  constructor(_time, onTick) {
    this.onTick = onTick;
  }
}
const Job = Sentry.cron.instrumentCron(CronJob, 'every-minute');
const job = new Job('* * * * *', () => console.log('tick'));
job.onTick();
console.log(job instanceof CronJob);
Sentry.close(2000);
