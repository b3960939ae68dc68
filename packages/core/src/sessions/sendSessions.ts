import type { Client } from '../client/clientTypes';
import { isElsewhere } from '../client/isElsewhere';
import { ownEnvelope } from '../client/ownEnvelope';
import type { EnvelopeItem } from '../wire/envelopeTypes';

/** Counts of one release and environment (protocol 12.2). */
export interface SessionAggregates {
  aggregates: Array<{
    /** A whole minute, RFC 3339. */
    started: string;
    exited: number;
    errored: number;
    crashed: number;
  }>;
  attrs: { release?: string; environment?: string };
}

/**
 * Why no session of this client leaves: `backend` (it knows none), `environment` (not one of `enabledEnvironments`), `release` (there is
 * none, and servers take no session without). Undefined: they do.
 */
export function sessionsOff(client: Client, given?: string): 'backend' | 'environment' | 'release' | undefined {
  const { backend = 'sentry', release } = client.getOptions();
  if (backend !== 'sentry') return 'backend';
  if (isElsewhere(client.getOptions())) return 'environment';
  return given || release ? undefined : 'release';
}

/** In an envelope of its own. False: it did not leave, and is counted. */
export function sendSessions(client: Client, item: EnvelopeItem, release?: string): boolean {
  const off = sessionsOff(client, release);
  if (!client.isEnabled()) client.lose('disabled', 'session');
  else if (off) {
    client.lose('filtered', 'session', 1, off);
    if (off === 'release') client.warn('V050', 'release');
  } else {
    void client.sendEnvelope(ownEnvelope(client, item));
    return true;
  }
  return false;
}
