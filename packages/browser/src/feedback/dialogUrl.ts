import { type DsnComponents, dsnToString, envelopeUrl } from '@vigil/core';

/** What stays here. */
const OURS = /^(dsn|user|nonce|onLoad|onClose)$/;

/** The script of the server's dialog (protocol 21.4): the DSN as it is, everything else encoded, in the order given. */
export function dialogUrl(dsn: DsnComponents, options: Record<string, unknown>): string {
  const [base] = envelopeUrl(dsn, '').split(`${dsn.projectId}/envelope/?`);
  const { user, ...rest } = options;
  const { name, email } = (user ?? {}) as Record<string, unknown>;
  const pairs = Object.entries({ ...rest, name: rest['name'] ?? name, email: rest['email'] ?? email }).filter(
    ([key, value]) => !OURS.test(key) && value !== undefined && value !== null,
  );
  const query = pairs.map(([key, value]) => `&${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`).join('');
  return `${base}embed/error-page/?dsn=${dsnToString(dsn)}${query}`;
}
