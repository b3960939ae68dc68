/** `crashed`, `abnormal`, `unhandled` and `exited` are final (protocol 12.1). */
export type SessionStatus = 'ok' | 'exited' | 'crashed' | 'abnormal' | 'unhandled';

/** One run of a process, or of whatever `startSession` was called for. */
export interface Session {
  /** 32 lower hex. */
  sid: string;
  /** Who: the user's id, e-mail or name. The first one stays. */
  did?: string;
  /** True until the server was told of it. */
  init: boolean;
  /** Of the last change. Seconds since the epoch. */
  timestamp: number;
  /** Seconds since the epoch. */
  started: number;
  /** Seconds, pauses left out. */
  duration?: number;
  status: SessionStatus;
  /** The server was told how it ended: nothing more is sent. */
  isOver?: boolean;
  /** Default: the client's. */
  release?: string;
  environment?: string;
  userAgent?: string;
  ipAddress?: string;
  /** Errors so far, handled or not. */
  errors: number;
  /** true: no duration is sent. */
  ignoreDuration: boolean;
  abnormal_mechanism?: string;
  /** Since when it is paused. Seconds since the epoch. */
  pausedAt?: number;
  /** How long it was paused before. Seconds. */
  idle?: number;
  toJSON(): SerializedSession;
}

/** As it goes over the wire (protocol 12.1). */
export interface SerializedSession {
  sid: string;
  init: boolean;
  /** RFC 3339, as `timestamp`. */
  started: string;
  timestamp: string;
  status: SessionStatus;
  errors: number;
  did?: string;
  duration?: number;
  abnormal_mechanism?: string;
  attrs: { release?: string; environment?: string; ip_address?: string; user_agent?: string };
}
