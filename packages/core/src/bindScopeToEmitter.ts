import { getClient, getIsolationScope } from './capture';
import { getCurrentHub, Hub } from './scope/hub';
import type { Scope } from './scope/scope';

type Listener = (this: unknown, ...args: unknown[]) => unknown;
/** What an emitter's own `once` makes: `removeListener` and `listeners()` look through it. */
type Wrapped = Listener & { listener?: Listener };
type Add = (this: object, type: string | symbol, listener: Listener) => object;
type Emitter = Partial<Record<'on' | 'addListener' | 'prependListener' | 'once' | 'prependOnceListener', Add>> & {
  removeListener?: Add;
};

const ADDERS = ['on', 'addListener', 'prependListener'] as const;

/**
 * Listeners added to `emitter` from here on run in the context of now, or in `scope`, whoever emits: a pooled connection, a timer of
 * somebody else. `removeListener` finds the originals. Returns the same emitter; anything but an emitter is left alone.
 */
export function bindScopeToEmitter<T extends object>(emitter: T, scope?: Scope): T {
  const target = emitter as unknown as Emitter;
  const { on, prependListener = on, removeListener } = target ?? {};
  if (typeof on !== 'function' || typeof removeListener !== 'function') return emitter;
  const hub = scope ? new Hub(getClient(), scope, getIsolationScope()) : getCurrentHub();

  const wrap = (listener: Listener): Wrapped => {
    const bound: Wrapped = function (...args) {
      return hub.run(() => Reflect.apply(listener, this, args));
    };
    // what is no function stays, so that the emitter refuses it itself
    return typeof listener === 'function' ? Object.assign(bound, { listener }) : listener;
  };
  // not by the emitter's own `once`, which would hide the original behind two wrappers
  const wrapOnce = (type: string | symbol, listener: Listener): Wrapped => {
    const bound = wrap(listener);
    if (bound === listener) return listener;
    const once: Wrapped = function (...args) {
      removeListener.call(emitter, type, once);
      return bound.apply(this, args);
    };
    return Object.assign(once, { listener });
  };
  for (const name of ADDERS) {
    const add = target[name];
    if (add) target[name] = (type, listener) => add.call(emitter, type, wrap(listener));
  }
  target.once = (type, listener) => on.call(emitter, type, wrapOnce(type, listener));
  target.prependOnceListener = (type, listener) => (prependListener as Add).call(emitter, type, wrapOnce(type, listener));
  return emitter;
}
