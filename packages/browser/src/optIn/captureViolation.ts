import { type Client, safely, scrubUrl } from '@vigil/core';
import { placeOf } from '../errors/placeOf';
import { pageUrl } from '../requests/pageUrl';

/** Where a client's envelopes go: a violation of that sent as one would be the next. */
function isOwn(blocked: string, client: Client): boolean {
  const { tunnel } = client.getOptions();
  const dsn = client.getDsn();
  const host = safely(() => new URL(blocked).host);
  const own = tunnel ? pageUrl(tunnel)?.host : dsn && `${dsn.host}${dsn.port ? `:${dsn.port}` : ''}`;
  return !!host && host === own;
}

/** A violation of the Content-Security-Policy as an event: what was blocked, by which directive, and where. */
export function captureViolation(event: SecurityPolicyViolationEvent, client: Client): void {
  const { blockedURI, effectiveDirective, disposition, sourceFile, lineNumber, columnNumber, documentURI, statusCode, sample } = event;
  if (effectiveDirective === 'connect-src' && isOwn(blockedURI, client)) return;
  const frame = placeOf({ filename: sourceFile, lineno: lineNumber, colno: columnNumber });
  const what = /^[\w-]+$/.test(blockedURI) ? blockedURI : safely(() => new URL(blockedURI).host) || blockedURI;
  const value = `Blocked '${effectiveDirective}' from '${what}'`;
  const mechanism = { type: 'auto.browser.csp', handled: true, synthetic: true };
  const violation = {
    'blocked-uri': scrubUrl(blockedURI),
    'document-uri': scrubUrl(documentURI),
    'effective-directive': effectiveDirective,
    'status-code': statusCode,
    disposition,
    sample,
  };
  client.capture({
    event: {
      level: 'error',
      logger: 'csp',
      exception: { values: [{ type: 'CSP', value, mechanism, ...(frame && { stacktrace: { frames: [frame] } }) }] },
      tags: { 'effective-directive': effectiveDirective, disposition },
      contexts: { csp: violation },
    },
    hint: { mechanism, data: event },
  });
}
