import type {
  Breadcrumb,
  BreadcrumbHint,
  BrowserOptions,
  ErrorEvent,
  Event,
  EventHint,
  Scope,
  SeverityLevel,
  Span,
  StackFrame,
  User,
} from '@sentry/browser';
import * as Sentry from '@sentry/browser';

type CaptureContext = Parameters<typeof Sentry.captureMessage>[1];

const options: BrowserOptions = {
  dsn: DSN,
  environment: 'test',
  release: '1.0.0',
  enabled: true,
  debug: false,
  maxBreadcrumbs: 50,
  tracesSampleRate: 0,
  replaysSessionSampleRate: 0,
  replaysOnErrorSampleRate: 0,
  ignoreErrors: [/ignored/],
  denyUrls: ['https://cdn.example'],
  tracePropagationTargets: [/^\/api/],
  initialScope: { tags: { typed: true } },
  integrations: [Sentry.browserTracingIntegration({ instrumentPageLoad: false }), Sentry.replayIntegration()],
  beforeSend(event: ErrorEvent, _hint: EventHint): ErrorEvent | null {
    const frames: StackFrame[] = event.exception?.values?.[0]?.stacktrace?.frames ?? [];
    event.extra = { ...event.extra, has_frames: frames.length > 0 };
    return event;
  },
  beforeBreadcrumb: (crumb: Breadcrumb, _hint?: BreadcrumbHint): Breadcrumb | null => (crumb.level === 'debug' ? null : crumb),
};
const withLogs = { ...options, enableLogs: false };
Sentry.init(withLogs);

const level: SeverityLevel = 'warning';
const user: User = { id: '7' };
const context: CaptureContext = { level, user };
Sentry.setTag('part', 'cart');
Sentry.setExtras({ step: 2 });
Sentry.addEventProcessor((event: Event): Event | null => event);
Sentry.startSpan({ name: 'sum' }, (span: Span) => span.end());
Sentry.withScope((scope: Scope) => {
  scope.setUser(user);
  Sentry.captureMessage('typed', context);
});
done(Sentry.flush(2000).then(() => Sentry.close(2000)));
