import type { Client } from '../client/clientTypes';
import type { Scope } from '../scope/scope';
import type { Session } from '../wire/sessionTypes';
import { SHOWN, type Shown } from '../wire/shownUser';
import { onErrors } from './onErrors';
import { sendSessions } from './sendSessions';
import { sessionToJSON, updateSession } from './session';

/** On clients: of ESM and CJS copies of this file one follows. */
const FOLLOWED: unique symbol = Symbol.for('vigil/1/sessions');

/** Seconds since the epoch, by the client's clock. */
export function secondsOf(client: Client | undefined): number {
  return (client?.getOptions().deps?.now ?? Date.now)() / 1000;
}

/** The session of a scope. Inside a request that counts, that of the process is none of its own. */
export function sessionOf(client: Client | undefined, isolation: Scope): Session | undefined {
  const session = isolation.getSession() as Session | undefined;
  return isolation.owner?.counts && session === client?.home.getIsolationScope().getSession() ? undefined : session;
}

/**
 * From now on the sessions of this client's scopes see its errors, and `client.captureSession` sends. The server hears of the first error
 * and of the one that nobody handled; the count of all goes with the end.
 */
export function followSessions(client: Client & { [FOLLOWED]?: boolean }): void {
  if (client[FOLLOWED]) return;
  client[FOLLOWED] = true;
  client.on('session', (session: Session & Shown) => {
    // Relay counts each crash it is told of, not each session that crashed
    if (session.isOver) return;
    const { release, environment } = client.getOptions();
    const full = { ...session, release: session.release || release, environment: session.environment || environment };
    const payload = { ...sessionToJSON(full as Session), [SHOWN]: session[SHOWN] };
    if (!sendSessions(client, [{ type: 'session' }, payload], session.release)) return;
    session.init = false;
    session.isOver = session.status !== 'ok';
  });
  onErrors(client, (gravity, isolation) => {
    const session = sessionOf(client, isolation);
    if (session?.status !== 'ok' || session.pausedAt !== undefined) return;
    const timestamp = secondsOf(client);
    updateSession(session, { errors: session.errors + 1, timestamp, ...(gravity > 1 && { status: client.unhandledStatus ?? 'crashed' }) });
    if (session.errors === 1 || gravity > 1) client.captureSession(session);
  });
}
