import type { Client, Integration } from '@vigil/core';
import { isObject, safely, stopAll } from '@vigil/core';
import { listen } from '../owners/listen';
import { watchPage } from '../owners/watchPage';
import { captureViolation } from './captureViolation';

export type ReportType = 'crash' | 'deprecation' | 'intervention' | 'csp-violation';
export interface ReportingObserverOptions {
  /** Default: all of these. */
  types?: ReportType[] | undefined;
}

interface Report {
  type: string;
  url: string;
  body?: { toJSON?(): unknown; message?: string; reason?: string; sourceFile?: string } | null;
}

function captureReport({ type, url, body }: Report, client: Client): void {
  const details = safely(() => body?.toJSON?.()) ?? body;
  const text = body?.message ?? body?.reason ?? 'no details';
  client.captureMessage(`ReportingObserver [${type}]: ${text}`, 'warning', {
    mechanism: { type: 'auto.browser.reporting_observer', handled: true },
    syntheticException: null,
    captureContext: { extra: { url, ...(isObject(details) && { body: details }) } },
  });
}

function observe(types: ReportType[], tell: (report: Report) => void): () => void {
  const { ReportingObserver } = globalThis as { ReportingObserver?: new (heed: (reports: Report[]) => void, options: object) => Observer };
  if (!ReportingObserver || !types.length) return () => {};
  const observer = new ReportingObserver(reports => reports.forEach(tell), { buffered: true, types });
  observer.observe();
  return () => observer.disconnect();
}
interface Observer {
  observe(): void;
  disconnect(): void;
}

/**
 * Makes events of what the browser reports: features of it that are going away, what it refused to do for the page, and violations of the
 * page's Content-Security-Policy, these in browsers without `ReportingObserver` too.
 */
export function reportingObserverIntegration(options?: ReportingObserverOptions): Integration {
  const { types = ['crash', 'deprecation', 'intervention', 'csp-violation'] } = options ?? {};
  return {
    name: 'ReportingObserver',
    setup(client) {
      const observed = types.filter(type => type !== 'csp-violation');
      const target = globalThis.document ?? globalThis;
      return stopAll([
        watchPage<Report>(`reports.${observed}`, client, captureReport, tell =>
          observe(observed, report => tell(report, () => [report.body?.sourceFile])),
        ),
        types.includes('csp-violation') &&
          watchPage<SecurityPolicyViolationEvent>('violations', client, captureViolation, tell =>
            listen<SecurityPolicyViolationEvent>(target, 'securitypolicyviolation', event => tell(event, () => [event.sourceFile])),
          ),
      ]);
    },
  };
}
