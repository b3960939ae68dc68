import type {
  Breadcrumb,
  BreadcrumbHint,
  CaptureContext,
  ErrorEvent,
  Event,
  EventHint,
  NodeOptions,
  SeverityLevel,
  StackFrame,
  User,
} from '@sentry/node';
import * as Sentry from '@sentry/node';

const options: NodeOptions = {
  dsn: process.env.SENTRY_DSN,
  environment: 'test',
  release: '1.0.0',
  tracesSampleRate: 0,
  serverName: 'web-1',
  enabled: true,
  debug: false,
  maxBreadcrumbs: 50,
  ignoreErrors: [/ignored/],
  denyUrls: ['https://cdn.example'],
  tracePropagationTargets: [/./],
  initialScope: { tags: { typed: true } },
  integrations: defaults => defaults,
  beforeSend(event: ErrorEvent, _hint: EventHint): ErrorEvent | null {
    const frames: StackFrame[] = event.exception?.values?.[0]?.stacktrace?.frames ?? [];
    event.extra = { ...event.extra, has_frames: frames.length > 0 };
    return event;
  },
  beforeBreadcrumb(breadcrumb: Breadcrumb, _hint?: BreadcrumbHint): Breadcrumb | null {
    return breadcrumb.level === 'debug' ? null : breadcrumb;
  },
};
Sentry.init(options);

const level: SeverityLevel = 'warning';
const user: User = { id: 1 };
const context: CaptureContext = { level, user };
const event: Event = { message: 'typed', level };
Sentry.captureException(new Error('typed'), context);
Sentry.captureEvent(event);
await Sentry.flush(2000);
