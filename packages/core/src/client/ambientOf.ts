import { globalLayer } from '../scope/globalLayer';
import type { Hub } from '../scope/hub';
import { mergeInto } from '../scope/merge';
import type { Scope } from '../scope/scope';
import type { Event } from '../wire/event';

/** What a user is called in attributes (protocol 18), and on events. */
export const USER_KEYS = [
  ['user.id', 'id'],
  ['user.email', 'email'],
  ['user.name', 'username'],
] as const;

/** Who it is, and the attributes that scopes were given, the nearest winning. A user of the whole process is nobody's in a request. */
export function ambientOf(hub: Hub, scope: Scope): Record<string, unknown> {
  const isolation = hub.getIsolationScope();
  const layers = [globalLayer(isolation), isolation.read(), scope.read()];
  const ambient: Record<string, unknown> = {};
  // by hand and in loops: thousands of lines a second come by here
  for (const { attributes } of layers) if (attributes) Object.assign(ambient, attributes);
  if (layers.some(({ user }) => user)) {
    const merged: Event = {};
    mergeInto(
      merged,
      layers.map(({ user }) => (user ? { user } : {})),
    );
    for (const [key, part] of USER_KEYS) {
      const value: unknown = merged.user?.[part];
      if (value !== undefined && value !== null && value !== '') ambient[key] = value;
    }
  }
  return ambient;
}
