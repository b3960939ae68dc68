import { isError, isObject, peek } from '../base/guards';
import { keysOf } from '../base/keysOf';
import type { Mechanism } from '../wire/event';

export interface LinkOptions {
  /** The field that holds the cause. Default `cause`. */
  key?: string | undefined;
  /** Linked errors beside the captured one. Default 5. */
  limit?: number | undefined;
}

/** What `linkedErrorsIntegration` says of a client, by that client's options. */
export const linkOptions: WeakMap<object, LinkOptions> = new WeakMap();

/**
 * Visits the captured error, then what it holds; `last` is the cause of the first that has none. `visit` gets what the link says of the
 * error, and returns the mechanism it made of that. Ids count from the captured one; a group says that it is one. A cycle ends where it closes.
 */
export function linkCauses(
  root: unknown,
  { key = 'cause', limit = 5 }: LinkOptions = {},
  visit: (error: unknown, link?: Mechanism) => Mechanism,
  last?: unknown,
): void {
  const seen: unknown[] = [];
  function follow(error: unknown, from?: Mechanism): void {
    const mechanism = visit(error, from);
    const id = seen.push(error) - 1;
    const link = (source: string, child: unknown, group?: boolean) => {
      if (seen.length > limit || !(source === key ? isObject : isError)(child) || seen.includes(child)) return;
      mechanism.exception_id = id;
      if (group) mechanism.is_exception_group = true;
      follow(child, { type: 'chained', handled: true, source, exception_id: seen.length, parent_id: id });
    };
    // SuppressedError holds two. What stands for `last` is refused once it is linked
    for (const name of [key, 'error', 'suppressed']) link(name, peek(error, name) ?? last);
    const errors = peek(error, 'errors');
    if (isObject(errors)) for (const at of keysOf(errors)) link(`errors[${at}]`, peek(errors, at), true);
  }
  follow(root);
}
