/** A DSN in its parts. All of them stay text: project ids are not numbers (protocol 1.1). */
export interface DsnComponents {
  protocol: string;
  publicKey: string;
  /** The obsolete secret; must still parse. */
  pass?: string;
  /** In brackets when it is an IPv6 literal. */
  host: string;
  port?: string;
  /** Without slashes at its ends. */
  path?: string;
  projectId: string;
}

/**
 * `{protocol}://{key}[:{secret}]@{host}[:{port}][/{path}]/{project}` to its parts (protocol 1.1); of the last segment the leading digits
 * count, a query or fragment falls away. Anything else, of whatever type, is undefined. Never throws.
 */
export function parseDsn(text: unknown): DsnComponents | undefined {
  if (typeof text !== 'string') return undefined;
  // What follows the project's digits must not start with a digit: the lookahead keeps the expression linear.
  return /^\s*(?<protocol>https?):\/\/(?<publicKey>\w+)(:(?<pass>\w+)?)?@(?<host>\[[\w:.%]+]|[\w.-]+)(:(?<port>[1-6]?\d{1,4}))?\/((?<path>[^?#]*)\/)?(?<projectId>\d+)(?!\d)[^/?#]*([?#]|$)/.exec(
    text,
  )?.groups as DsnComponents | undefined;
}

/** `tail` follows the path's slash. */
function join({ protocol, host, port, path }: DsnComponents, user: string, tail: string): string {
  return `${protocol}://${user}${host}${port ? ':' + port : ''}/${path ? path + '/' : ''}${tail}`;
}

/** The parts as a DSN again, without the obsolete secret. */
export function formatDsn(dsn: DsnComponents): string {
  return join(dsn, dsn.publicKey + '@', dsn.projectId);
}

/** As people name a project, without its key. */
export function nameOfDsn({ host, port, projectId }: DsnComponents): string {
  return `${host}${port ? ':' + port : ''}/${projectId}`;
}

/** The parts as a DSN again; the obsolete secret only when asked for. */
export function dsnToString(dsn: DsnComponents, withSecret = false): string {
  return withSecret && dsn.pass ? join(dsn, `${dsn.publicKey}:${dsn.pass}@`, dsn.projectId) : formatDsn(dsn);
}

/** The organisation that a host of the form `o42.…` names, as text. */
export function orgIdOf(dsn: DsnComponents): string | undefined {
  return /^o(\d+)\./.exec(dsn.host)?.[1];
}

/**
 * Where envelopes go. The authentication is in the query, which spares browsers a preflight (protocol 1.3); a tunnel is used as written.
 * `clientName` is `name/version`.
 */
export function envelopeUrl(dsn: DsnComponents, clientName: string, tunnel?: string): string {
  const query = `sentry_version=7&sentry_key=${dsn.publicKey}&sentry_client=${encodeURIComponent(clientName)}`;
  return tunnel || join(dsn, '', `api/${dsn.projectId}/envelope/?${query}`);
}

/** Where browsers report violations of a policy (protocol 1.2); what is absent or empty in `query` is left out. */
export function securityUrl(dsn: DsnComponents, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value ? `&${name}=${encodeURIComponent(value)}` : []));
  return join(dsn, '', `api/${dsn.projectId}/security/?sentry_key=${dsn.publicKey}${given.join('')}`);
}
