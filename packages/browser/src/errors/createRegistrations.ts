import { peek, safely } from '@vigil/core';
import type { Callback, Guard } from './guardCallback';

/** A listener on a target, and what the browser calls in its place. */
export interface Registration {
  type: string;
  listener: Callback;
  capture: boolean;
  options: unknown;
  guard: Guard;
  /** Set when added: which came first. */
  order?: number;
}
export interface Registrations {
  add(target: EventTarget, registration: Registration): void;
  find(target: EventTarget, type: string, listener: Callback, capture: boolean): Registration | undefined;
  /** Found and forgotten. */
  take(target: EventTarget, type: string, listener: Callback, capture: boolean): Registration | undefined;
  /** Has the browser call the listeners themselves from now on. */
  giveBack(): void;
}

/** What nobody tells us of (a target that is gone, a signal that was aborted) is looked for each time there are twice as many. */
const isDoubled = (count: number) => !(count & (count - 1));

/**
 * Which guards stand for which listeners. Keeps neither targets nor listeners alive. `add` and `remove` are what stands below us: a patch above
 * would wrap what it has wrapped already.
 */
export function createRegistrations(add: Guard, remove: Guard): Registrations {
  const byTarget = new WeakMap<EventTarget, Map<Callback, Registration[]>>();
  let targets: Array<WeakRef<EventTarget>> = [];
  let added = 0;

  function listenersOf(target: EventTarget): Map<Callback, Registration[]> {
    let known = byTarget.get(target);
    if (!known) {
      known = new Map();
      byTarget.set(target, known);
      // without weak references nothing can be given back
      if (typeof WeakRef === 'function' && isDoubled(targets.push(new WeakRef(target)))) targets = targets.filter(each => each.deref());
    }
    return known;
  }
  /** Of one listener. */
  const listFor = (target: EventTarget, listener: Callback): Registration[] =>
    byTarget
      .get(target)
      ?.get(listener)
      ?.filter(({ options }) => !peek(peek(options, 'signal'), 'aborted')) ?? [];

  const keep = (known: Map<Callback, Registration[]> | undefined, listener: Callback, list: Registration[]) =>
    list.length ? known?.set(listener, list) : known?.delete(listener);

  const find: Registrations['find'] = (target, type, listener, capture) =>
    listFor(target, listener).find(each => each.type === type && each.capture === capture);

  function giveBackOn(target: EventTarget): void {
    const all = [...listenersOf(target).keys()].flatMap(listener => listFor(target, listener));
    byTarget.delete(target);
    for (const { type, guard, listener, options } of all.sort((a, b) => a.order! - b.order!)) {
      safely(() => {
        remove.call(target, type, guard, options);
        add.call(target, type, listener, options);
      });
    }
  }

  return {
    find,
    add(target, registration) {
      const { listener, guard } = registration;
      const others = listFor(target, listener);
      if (others.some(each => each.guard === guard)) return;
      registration.order = added++;
      const known = listenersOf(target);
      known.set(listener, [...others, registration]);
      if (isDoubled(known.size)) for (const each of known.keys()) keep(known, each, listFor(target, each));
    },
    take(target, type, listener, capture) {
      const found = find(target, type, listener, capture);
      keep(
        byTarget.get(target),
        listener,
        listFor(target, listener).filter(each => each !== found),
      );
      return found;
    },
    giveBack() {
      const all = targets;
      targets = [];
      const swap = () => {
        for (const each of all) {
          const target = each.deref();
          if (target) giveBackOn(target);
        }
      };
      // in the middle of an event, listeners that were not called yet would miss it
      if (globalThis.event) setTimeout(swap);
      else swap();
    },
  };
}
