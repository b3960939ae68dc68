import { carrier } from '../base/carrier';
import { say } from '../base/diag';
import { getCurrentHub } from '../scope/hub';
import { type DsnComponents, parseDsn } from '../wire/dsn';

/** The DSNs by what tells them apart; those that cannot be read are skipped, and said. */
export function listDsns(dsns: unknown): Map<string, DsnComponents> {
  const listed = new Map<string, DsnComponents>();
  const given: unknown[] = Array.isArray(dsns) ? dsns : [];
  given.forEach((text, at) => {
    const dsn = parseDsn(text);
    if (dsn) listed.set(identityOf(dsn), dsn);
    else warn('V064', `dsns[${at}]`);
  });
  if (!listed.size) warn('V063', 'createTunnel');
  return listed;
}

/** Compared by its parts, as a server would: whatever secret it has, its host in any case, its port given or the protocol's own. */
export function identityOf({ protocol, publicKey, host, port, path = '', projectId }: DsnComponents): string {
  const at = `${host.toLowerCase()}:${port ?? (protocol === 'https' ? 443 : 80)}`;
  return [protocol, publicKey, at, path, projectId].join(' ');
}

/** A tunnel may be made before there is a client, or without one. */
export function warn(code: string, key: string, detail?: string): void {
  const client = getCurrentHub().getClient();
  if (client) client.warn(code, key, detail);
  else say(undefined, 'warn', carrier().diag?.text(code, key, detail) ?? `${code} ${key}`);
}
