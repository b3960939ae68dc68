import { parsePairs } from '../baggage/parsePairs';

export type Env = Record<string, string | undefined>;

/** The process's environment, where there is one. */
export function environmentOf(): Env {
  return (globalThis as { process?: { env?: Env } }).process?.env ?? {};
}

/** `OTEL_RESOURCE_ATTRIBUTES`, over it `OTEL_SERVICE_NAME` (OpenTelemetry's order), over both what the resource itself says. */
export function resourceAttributes(given: Record<string, unknown>, env: Env): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const { key, value } of parsePairs(env['OTEL_RESOURCE_ATTRIBUTES'] ?? '')) attributes[key] = value;
  if (env['OTEL_SERVICE_NAME']) attributes['service.name'] = env['OTEL_SERVICE_NAME'];
  for (const [key, value] of Object.entries(given)) if (!isPlaceholder(key, value)) attributes[key] = value;
  return attributes;
}

/** What OpenTelemetry calls a service that nobody has named. */
function isPlaceholder(key: string, value: unknown): boolean {
  return key === 'service.name' && String(value).startsWith('unknown_service');
}
