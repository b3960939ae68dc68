import type { CaptureContext, SeverityLevel } from '@sentry/node';
import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN });

function report(message: string, orderId: number, level: SeverityLevel = 'warning'): string {
  const context: CaptureContext = { level, tags: { order_id: orderId }, extra: { attempt: 2 }, fingerprint: ['order', message] };
  return Sentry.captureMessage(message, context);
}

console.log(report('Order amount non-positive', 17).length);
await Sentry.flush(2000);
