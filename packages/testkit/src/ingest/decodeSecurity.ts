import type { ReceivedEnvelope } from '../decodeEnvelope';

/** Whether a request goes to the endpoint that browsers report violations of a policy to (protocol 1.2). */
export const isSecurityUrl = (url: string): boolean => /^\/(?:.+\/)?api\/\d+\/security\//.test(url);

/**
 * What a browser reports there: one report (`report-uri`), or a list of them (`report-to`), each kept as an item `raw_security` with the
 * release and the environment that the query names, as Relay does. Never throws.
 */
export function decodeSecurity(url: string, body: Uint8Array): ReceivedEnvelope {
  const query = new URL(url, 'http://ingest').searchParams;
  const headers: Record<string, unknown> = {};
  for (const name of ['sentry_release', 'sentry_environment']) if (query.has(name)) headers[name] = query.get(name);
  const envelope: ReceivedEnvelope = { headers: {}, items: [] };
  try {
    const reports = [JSON.parse(new TextDecoder().decode(body))].flat();
    envelope.items = reports.map(payload => ({
      headers: { type: 'raw_security', ...headers },
      payload,
      bytes: new TextEncoder().encode(JSON.stringify(payload)).length,
    }));
  } catch {
    envelope.malformed = 'the report is no JSON';
  }
  if (!query.get('sentry_key')) envelope.malformed = 'the query has no sentry_key';
  return envelope;
}
