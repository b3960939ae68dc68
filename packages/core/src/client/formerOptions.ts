/** What stands today for options that Sentry's SDKs have had. */
export const formerOptions: Readonly<Record<string, string>> = {
  autoSessionTracking: 'httpIntegration({ sessions: false })',
  enableTracing: 'tracesSampleRate',
  tracingOrigins: 'tracePropagationTargets',
  whitelistUrls: 'allowUrls',
  blacklistUrls: 'denyUrls',
};
