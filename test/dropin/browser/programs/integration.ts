import * as Sentry from '@sentry/browser';

const stamp: Parameters<typeof Sentry.addIntegration>[0] = {
  name: 'Stamp',
  processEvent(event) {
    event.tags = { ...event.tags, stamped: true };
    return event;
  },
};
Sentry.init({ dsn: DSN, integrations: [stamp, Sentry.extraErrorDataIntegration({ depth: 2 })] });
Sentry.captureException(Object.assign(new Error('no funds'), { account: { id: 7 } }));
done(Sentry.flush(2000));
