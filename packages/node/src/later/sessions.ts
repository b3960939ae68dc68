import { getIsolationScope, safely, uuid4 } from '@vigil/core';
import { notBuiltYet } from './notBuiltYet';

export type SessionStatus = 'ok' | 'exited' | 'crashed' | 'abnormal' | 'unhandled';
export interface Session {
  sid: string;
  did?: string;
  init: boolean;
  /** Seconds since the epoch. */
  timestamp: number;
  /** Seconds since the epoch. */
  started: number;
  /** Seconds. */
  duration?: number;
  status: SessionStatus;
  release?: string;
  environment?: string;
  userAgent?: string;
  ipAddress?: string;
  errors: number;
  ignoreDuration: boolean;
}

/** A session on the isolation scope, ending the one before it. Nothing is sent yet. */
export function startSession(context: Partial<Session> = {}): Session {
  notBuiltYet('startSession');
  const now = Date.now() / 1000;
  const session: Session = {
    sid: uuid4(),
    init: true,
    timestamp: now,
    started: now,
    status: 'ok',
    errors: 0,
    ignoreDuration: false,
    ...safely(() => ({ ...context })),
  };
  endSession();
  getIsolationScope().setSession(session);
  return session;
}
/** Takes the session off the isolation scope. */
export function endSession(): void {
  const scope = getIsolationScope();
  const session = scope.getSession() as Session | undefined;
  if (session?.status === 'ok') session.status = 'exited';
  scope.setSession();
}
/** Tells the server how the session stands; `end` ends it. Nothing is sent yet. */
export function captureSession(end = false): void {
  notBuiltYet('captureSession');
  if (end) endSession();
}
