import type { Client } from '../client/clientTypes';
import type { Outcome } from '../client/outcomeTypes';
import { nameOfDsn } from '../wire/dsn';

/**
 * Says once for each DSN that its server refuses what it is sent, whichever way it left: most often key and project are not those of the
 * project, and nobody would know. Not of a size or a limit, nor of a type of item that it does not know (V052).
 */
export function warnOfRefusals(client: Client): void {
  client.on('outcome', ({ status, httpStatus, category, dsnIndex }: Outcome) => {
    if (status !== 'refused' || !httpStatus || (httpStatus === 400 && category !== 'error')) return;
    const dsn = client.routes?.().find(({ index }) => index === dsnIndex)?.dsn ?? client.getDsn();
    client.warn('V056', dsn ? nameOfDsn(dsn) : 'the server', String(httpStatus));
  });
}
