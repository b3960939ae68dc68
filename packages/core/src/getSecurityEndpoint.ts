import { parseDsn, securityUrl } from './wire/dsn';

export interface SecurityEndpointOptions {
  /** Reports count for this release. Default: none. */
  release?: string | undefined;
  /** Default: none. */
  environment?: string | undefined;
}

/**
 * The address of a project for browsers to report violations of a Content-Security-Policy to, for `report-uri` or `Reporting-Endpoints`
 * (protocol 1.2). Fit for a header as it is: whatever the names hold is escaped. `''` for what is no DSN, `undefined` included. Never throws.
 */
export function getSecurityEndpoint(dsn: string | undefined, options: SecurityEndpointOptions = {}): string {
  const parts = parseDsn(dsn);
  return parts ? securityUrl(parts, { sentry_release: options?.release, sentry_environment: options?.environment }) : '';
}
