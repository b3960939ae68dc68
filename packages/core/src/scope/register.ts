import type { Contexts } from '../wire/contexts';
import type { Primitive, User } from '../wire/event';

declare const registered: unique symbol;

/**
 * Names the application's own user, tags and contexts for the compiler, by declaration merging:
 * `declare module '@vigil/node' { interface Register { user: { id: string }; tags: { plan: 'free' | 'pro' } } }`.
 */
export interface Register {
  readonly [registered]?: never;
}

type Registered<Key extends string, Default> = Register extends Record<Key, infer Own> ? Own : Default;

export type AppUser = Registered<'user', User>;
export type AppTags = Registered<'tags', Record<string, Primitive>>;
export type AppContexts = Registered<'contexts', Contexts>;
