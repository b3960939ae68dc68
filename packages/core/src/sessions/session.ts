import { uuid4 } from '../base/random';
import { copyOf } from '../scope/copyOf';
import type { User } from '../wire/event';
import type { SerializedSession, Session, SessionStatus } from '../wire/sessionTypes';

export type SessionContext = Partial<Omit<Session, 'toJSON'>> & { user?: User | undefined };

// what an update says replaces what was there; who and with what it began stays
const REPLACED = [
  'init',
  'status',
  'errors',
  'release',
  'environment',
  'ignoreDuration',
  'abnormal_mechanism',
  'pausedAt',
  'idle',
] as const;

const isTime = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) < 8.64e12;
const isId = (value: unknown): boolean => (typeof value === 'string' && value !== '') || typeof value === 'number';

/** A session that begins now, or as `context` says. Nothing is sent. Never throws. */
export function makeSession(context?: SessionContext): Session {
  const { started, timestamp } = copyOf(context) ?? {};
  const now = [started, timestamp].find(isTime) ?? Date.now() / 1000;
  const session: Session = {
    sid: uuid4(),
    init: true,
    timestamp: now,
    started: now,
    status: 'ok',
    errors: 0,
    ignoreDuration: false,
    toJSON: () => sessionToJSON(session),
  };
  updateSession(session, { timestamp: now, ...copyOf(context) });
  return session;
}

/** Takes over what `context` says, as of its `timestamp` or of now. Nothing is sent. Never throws. */
export function updateSession(session: Session, context?: SessionContext): void {
  const given: SessionContext = copyOf(context) ?? {};
  const { user, sid, started, timestamp, duration } = given;
  const { id, email, username, ip_address: ip } = copyOf(user) ?? {};
  const did = session.did ?? [given.did, id, email, username].find(isId);
  const from = { ipAddress: session.ipAddress ?? given.ipAddress ?? ip, userAgent: session.userAgent ?? given.userAgent };
  Object.assign(session, from, did !== undefined && { did: `${did}` });
  if (typeof sid === 'string' && sid.length === 32) session.sid = sid;
  if (isTime(started)) session.started = started;
  for (const key of REPLACED) if (given[key] !== undefined) Object.assign(session, { [key]: given[key] });
  session.timestamp = isTime(timestamp) ? timestamp : Date.now() / 1000;
  if (session.ignoreDuration) delete session.duration;
  else session.duration = isTime(duration) ? duration : activeTime(session);
}

function activeTime({ started, timestamp, pausedAt = timestamp, idle = 0 }: Session): number {
  return Math.max(0, pausedAt - started - idle);
}

/** Ends it with this status; without one a session that went well is `exited`, any other stays what it is. */
export function closeSession(session: Session, status?: Exclude<SessionStatus, 'ok'>, timestamp?: number): void {
  const end = status ?? (session.status === 'ok' ? 'exited' : session.status);
  updateSession(session, { status: end, ...(timestamp !== undefined && { timestamp }) });
}

/** Sets a running session aside: until `resume` errors do not count in it and its duration stands still. */
export function pause(session: Session, timestamp: number): void {
  if (session.status === 'ok') updateSession(session, { pausedAt: session.pausedAt ?? timestamp, timestamp });
}
/** False: it was not paused. */
export function resume(session: Session, timestamp: number): boolean {
  const { pausedAt, idle = 0 } = session;
  if (pausedAt === undefined || session.status !== 'ok') return false;
  delete session.pausedAt;
  updateSession(session, { idle: idle + timestamp - pausedAt, timestamp });
  return true;
}

const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

export function sessionToJSON(session: Session): SerializedSession {
  const { sid, init, started, timestamp, status, errors, did, duration, abnormal_mechanism, release, environment } = session;
  return {
    sid,
    init,
    started: isoOf(started),
    timestamp: isoOf(timestamp),
    status,
    errors,
    ...(did !== undefined && { did }),
    ...(duration !== undefined && { duration }),
    ...(abnormal_mechanism !== undefined && { abnormal_mechanism }),
    attrs: {
      ...(release !== undefined && { release }),
      ...(environment !== undefined && { environment }),
      ...(session.ipAddress !== undefined && { ip_address: session.ipAddress }),
      ...(session.userAgent !== undefined && { user_agent: session.userAgent }),
    },
  };
}
