import type { Client } from '../client/clientTypes';
import { gate } from '../safe/gate';
import { copyOf } from '../scope/copyOf';
import { getCurrentHub, type Hub } from '../scope/hub';
import type { Scope } from '../scope/scope';
import type { User } from '../wire/event';
import type { Session } from '../wire/sessionTypes';
import { SHOWN, type Shown } from '../wire/shownUser';
import { followSessions, secondsOf, sessionOf } from './followSessions';
import { closeSession, makeSession, pause, resume, type SessionContext, updateSession } from './session';

// The functions people call by hand (api.md section 7). Each acts on the isolation scope of now; none throws.

interface Place {
  client: Client | undefined;
  scope: Scope;
  session: (Session & Shown) | undefined;
  now: number;
}

function here(hub: Hub = getCurrentHub()): Place {
  const client = hub.getClient();
  const scope = hub.getIsolationScope();
  if (client) followSessions(client);
  return { client, scope, session: sessionOf(client, scope), now: secondsOf(client) };
}

/** Who it is as an event would say it: what is hashed or removed there is hashed or removed here, and not once more as it is sent. */
function userOf({ client, scope }: Place): User | undefined {
  const user = { ...scope.getUser(), ...getCurrentHub().getScope().getUser() };
  return Object.keys(user).length ? gate({ user }, client?.scrubRules).event.user : undefined;
}

/**
 * A session on the isolation scope, in place of the one before it, which ends. Its errors are counted from now on; nothing is sent before
 * the first of them, `captureSession` or `endSession`.
 */
export function startSession(context?: SessionContext): Session {
  const place = here();
  const { client, now } = place;
  const user = userOf(place);
  const session: Session & Shown = makeSession({
    sid: client?.getOptions().deps?.uuid?.(),
    timestamp: now,
    user,
    ...copyOf(context),
  } as SessionContext);
  // of whoever else the context says it is, that is for the wire to hide
  session[SHOWN] = makeSession({ user }).did;
  endSession();
  place.scope.setSession(session);
  return session;
}

/** Tells the session of the isolation scope who it is of, where it does not know yet. Nothing is sent. */
export function identifySession(): void {
  const place = here();
  const { session, now } = place;
  if (session?.status !== 'ok' || session.did !== undefined) return;
  updateSession(session, { user: userOf(place), timestamp: now });
  session[SHOWN] = session.did;
}

/** Ends the session of the isolation scope and takes it off. It is sent as `exited`, unless it crashed, which was told already. */
export function endSession(): void {
  const { client, scope, session, now } = here();
  if (!session) return;
  if (session.status === 'ok') closeSession(session, undefined, now);
  client?.captureSession(session);
  scope.setSession();
}

/** Tells the server how the session of the isolation scope stands; `end` ends it. */
export function captureSession(end = false): void {
  const { client, session } = here();
  if (end) endSession();
  else if (session) client?.captureSession(session);
}

/** Sets the session of the isolation scope aside: until `resumeSession` errors do not count in it, and its duration stands still. */
export function pauseSession(): void {
  const { session, now } = here();
  if (session) pause(session, now);
}

/** Goes on with a paused session, or with the one that runs; starts one where there is none. Returns it. */
export function resumeSession(): Session {
  const { session, now } = here();
  if (session?.status !== 'ok') return startSession();
  resume(session, now);
  return session;
}
