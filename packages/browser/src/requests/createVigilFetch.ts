type Call = (fetch: (...args: never[]) => unknown, receiver: unknown, args: unknown[]) => unknown;

/** What calls a `fetch` from within a wrapper of ours. By its name its frame is known, and that of the wrapper, which a minifier leaves to a property. */
export function createVigilFetch(): Call {
  const { vigilFetch } = {
    vigilFetch(fetch: (...args: unknown[]) => unknown, receiver: unknown, args: unknown[]): unknown {
      return fetch.apply(receiver, args);
    },
  };
  return vigilFetch as Call;
}
