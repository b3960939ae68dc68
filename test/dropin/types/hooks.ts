// Hooks of the client and of options: what an inline callback is given has its type.
import type { Breadcrumb, ErrorEvent, Event, EventHint } from '@sentry/node';
import * as Sentry from '@sentry/node';

const client = Sentry.getClient();

client?.on('preprocessEvent', (event, hint) => {
  event.tags = { a: 1 };
  const thrown: unknown = hint?.originalException;
  event.extra = { thrown };
});
client?.on('postprocessEvent', event => {
  event.level = 'warning';
});
client?.on('beforeSendEvent', (event, hint) => {
  event.tags = { a: 1, id: hint?.event_id };
});
client?.on('afterSendEvent', (event, response) => {
  const sent: [id: string | undefined, status: number | undefined] = [event.event_id, response.statusCode];
  return void sent;
});
client?.on('beforeAddBreadcrumb', (breadcrumb, hint) => {
  breadcrumb.message = breadcrumb.message?.toUpperCase();
  breadcrumb.data = { ...breadcrumb.data, input: hint?.['input'] };
});
client?.on('beforeEnvelope', envelope => {
  const [headers, items] = envelope;
  const shown: [dsn: unknown, count: number] = [headers.dsn, items.length];
  return void shown;
});
client?.on('spanStart', span => {
  span.setAttribute('a', 1);
});
client?.on('spanEnd', span => void span.spanContext().traceId.length);
client?.on('beforeCaptureLog', log => {
  log.attributes = { ...log.attributes, a: 1 };
});
client?.on('processMetric', metric => {
  metric.attributes = { ...metric.attributes, name: metric.name };
});
client?.on('flush', () => undefined);
const off: (() => void) | undefined = client?.on('close', () => undefined);
off?.();

// as do callbacks that say themselves what they take
client?.on('beforeSendEvent', (event: Event, hint?: EventHint) => void [event.message, hint?.data]);
client?.on('beforeAddBreadcrumb', (breadcrumb: Breadcrumb) => void breadcrumb.category);

Sentry.init({
  integrations: [
    {
      name: 'Own',
      setup(own) {
        own.on('preprocessEvent', event => {
          event.fingerprint = [event.message ?? ''];
        });
      },
    },
  ],
  beforeSend(event) {
    const traceId: string | undefined = event.contexts?.trace?.trace_id;
    const os: string | undefined = event.contexts?.os?.name;
    const memory: number | undefined = event.contexts?.device?.memory_size;
    event.contexts = { ...event.contexts, trace: event.contexts?.trace, own: { traceId, os, memory } };
    return event;
  },
  beforeSendTransaction(event) {
    const ops: Array<string | undefined> | undefined = event.spans?.map(span => span.op);
    event.extra = { ops, traceId: event.contexts?.trace?.trace_id.slice(8) };
    return event.spans?.some(({ description }) => description?.startsWith('GET /health')) ? null : event;
  },
  beforeSendLog(log) {
    log.attributes = { ...log.attributes, a: 1 };
    return log.level === 'debug' ? null : log;
  },
  beforeSendMetric(metric) {
    return metric.name.startsWith('internal') && metric.value > 0 ? null : metric;
  },
  tracesSampler: ({ normalizedRequest, attributes, parentSampleRate }) =>
    normalizedRequest?.url?.endsWith('/health') || attributes?.['skip'] ? 0 : (parentSampleRate ?? 1),
  onFatalError: error => void error.message.length,
});
Sentry.init({
  beforeSend: (event: ErrorEvent) => event,
  beforeSendMetric: metric => metric,
  tracesSampler: s => (s.normalizedRequest?.url ? 1 : 0),
});
