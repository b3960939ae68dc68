import type { Program } from './programs';

/** What nearly every user of the peer's server package calls, sets or imports. */
export const tierOne = {
  functions:
    'init captureException captureMessage setUser setTag setTags setContext setExtra setExtras addBreadcrumb withScope flush close setupExpressErrorHandler setupFastifyErrorHandler',
  options:
    'dsn environment release tracesSampleRate integrations beforeSend beforeBreadcrumb profilesSampleRate sendDefaultPii enabled serverName ignoreErrors denyUrls debug tracePropagationTargets enableLogs initialScope maxBreadcrumbs',
  types: 'Event EventHint ErrorEvent Breadcrumb BreadcrumbHint User SeverityLevel Scope Span StackFrame NodeOptions CaptureContext',
};

/** The same of its browser and React packages. */
export const tierOneOfPages = {
  functions:
    'init captureException captureMessage setUser setTag setTags setContext setExtra setExtras addBreadcrumb withScope flush close browserTracingIntegration replayIntegration ErrorBoundary withErrorBoundary',
  options:
    'dsn environment release tracesSampleRate integrations beforeSend beforeBreadcrumb replaysSessionSampleRate replaysOnErrorSampleRate enabled ignoreErrors denyUrls debug tracePropagationTargets enableLogs initialScope maxBreadcrumbs',
  types: 'Event EventHint ErrorEvent Breadcrumb BreadcrumbHint User SeverityLevel Scope Span StackFrame BrowserOptions CaptureContext',
};

/** How often each name stands in a program, as a name of its own. */
export function countUses(programs: Program[], names: string): Array<[name: string, count: number]> {
  return names.split(' ').map(name => [name, programs.filter(({ source }) => new RegExp(`\\b${name}\\b`).test(source)).length]);
}
