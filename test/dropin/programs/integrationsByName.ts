import * as Sentry from '@sentry/node';

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  integrations: [
    Sentry.httpIntegration({ breadcrumbs: false }),
    Sentry.nativeNodeFetchIntegration({ breadcrumbs: false }),
    Sentry.consoleIntegration(),
    Sentry.contextLinesIntegration({ frameContextLines: 2 }),
    Sentry.requestDataIntegration(),
    Sentry.nodeContextIntegration({ os: false }),
    Sentry.modulesIntegration(),
    Sentry.localVariablesIntegration(),
    Sentry.postgresIntegration(),
    Sentry.mongoIntegration(),
    Sentry.redisIntegration(),
    Sentry.graphqlIntegration(),
    Sentry.prismaIntegration(),
  ],
});
Sentry.captureException(new Error('with integrations by name'));
console.log('set up');
await Sentry.flush(2000);
