import { warnAnyway } from '../scope/warnAnyway';
import { type DsnComponents, parseDsn } from '../wire/dsn';

/** The DSNs by what tells them apart; those that cannot be read are skipped, and said. */
export function listDsns(dsns: unknown): Map<string, DsnComponents> {
  const listed = new Map<string, DsnComponents>();
  const given: unknown[] = Array.isArray(dsns) ? dsns : [];
  given.forEach((text, at) => {
    const dsn = parseDsn(text);
    if (dsn) listed.set(identityOf(dsn), dsn);
    else warnAnyway('V064', `dsns[${at}]`);
  });
  // a tunnel may be made before there is a client
  if (!listed.size) warnAnyway('V063', 'createTunnel');
  return listed;
}

/** Compared by its parts, as a server would: whatever secret it has, its host in any case, its port given or the protocol's own. */
export function identityOf({ protocol, publicKey, host, port, path = '', projectId }: DsnComponents): string {
  const at = `${host.toLowerCase()}:${port ?? (protocol === 'https' ? 443 : 80)}`;
  return [protocol, publicKey, at, path, projectId].join(' ');
}
