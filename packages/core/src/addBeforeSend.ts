import { isThenable } from './base/guards';
import { getClient } from './capture';
import type { VigilOptions } from './client/options';
import { callbackOf } from './scope/refuse';

type BeforeSend = NonNullable<VigilOptions['beforeSend']>;

/** Those added, and the client's own before them, by the client's options. */
const added: WeakMap<VigilOptions, BeforeSend[]> = new WeakMap();

/** Each gets what the one before made of the event; the first that drops it ends the round. */
function inTurn([hook, ...rest]: BeforeSend[]): BeforeSend {
  return (event, hint) => {
    if (!hook) return event;
    const next = (answer: typeof event | null) => (answer === null ? null : inTurn(rest)(answer ?? event, hint));
    const answer = hook(event, hint);
    return isThenable(answer) ? Promise.resolve(answer).then(next) : next(answer as typeof event | null);
  };
}

/**
 * Adds a hook of the kind of `beforeSend` to the client of now, after the client's own and those added before. Returns the remover, which
 * does nothing the second time. Without a client: nothing.
 */
export function addBeforeSend(callback: BeforeSend): () => void {
  const options = getClient()?.getOptions();
  if (!options) return () => {};
  if (!added.has(options)) {
    added.set(options, options.beforeSend ? [options.beforeSend] : []);
    options.beforeSend = (event, hint) => inTurn(added.get(options) ?? [])(event, hint);
  }
  // one of its own each time: the same function may be added twice
  const hook = callbackOf('addBeforeSend', callback);
  const own: BeforeSend = (event, hint) => hook(event, hint);
  added.set(options, [...(added.get(options) ?? []), own]);
  return () => {
    added.set(
      options,
      (added.get(options) ?? []).filter(each => each !== own),
    );
  };
}
