import { carrier } from '../base/carrier';
import type { Hub } from '../scope/hub';
import { mergeInto } from '../scope/merge';
import type { Scope } from '../scope/scope';
import type { Event } from '../wire/event';
import type { Core } from './core';

/** What a user is called in attributes (protocol 18). */
export const USER_KEYS = { 'user.id': 'id', 'user.email': 'email', 'user.name': 'username' } as const;

export interface Ambient {
  /** Who it is, and what scopes were given, the nearest winning. */
  attributes: Record<string, unknown>;
  /** What the client knows: facts of its options, which nobody has to scrub. */
  facts: Record<string, string | number>;
}

/** What every log and metric carries beside its own attributes (protocol 18). A user of the whole process is nobody's in a request. */
export function ambientOf({ client: { sdk }, options }: Core, hub: Hub, scope: Scope, sequence: number): Ambient {
  const isolation = hub.getIsolationScope();
  const global = carrier().global?.read() ?? {};
  const layers = [isolation.owner ? { ...global, user: undefined } : global, isolation.read(), scope.read()];
  const merged: Event = {};
  mergeInto(
    merged,
    layers.map(({ user }) => (user ? { user } : {})),
  );
  const facts: Record<string, string | number | undefined> = {
    'sentry.environment': options.environment,
    'sentry.release': options.release,
    'sentry.sdk.name': sdk.name,
    'sentry.sdk.version': sdk.version,
    'server.address': options.includeServerName === false ? undefined : options.serverName,
    'sentry.timestamp.sequence': sequence,
  };
  const user = Object.entries(USER_KEYS).map(([key, part]): [string, unknown] => [key, merged.user?.[part]]);
  return {
    attributes: { ...Object.assign({}, ...layers.map(({ attributes }) => attributes)), ...withoutEmpty(user) },
    facts: withoutEmpty(Object.entries(facts)) as Ambient['facts'],
  };
}

function withoutEmpty(pairs: Array<[string, unknown]>): Record<string, unknown> {
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined && value !== null && value !== ''));
}
