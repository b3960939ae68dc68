/** A patch of the process that several clients use: made for the first, undone after the last. The newest client's settings count. */
export interface SharedHook<S> {
  users: S[];
  undo: (() => void) | undefined;
}

/** Makes the patch unless it stands already. Returns the stop. */
export function useHook<S>(hook: SharedHook<S>, settings: S, install: () => () => void): () => void {
  hook.users.push(settings);
  hook.undo ??= install();
  return () => {
    const at = hook.users.indexOf(settings);
    if (at < 0) return;
    hook.users.splice(at, 1);
    if (hook.users.length) return;
    hook.undo?.();
    hook.undo = undefined;
  };
}

/** Undefined once nobody is left: where somebody patched over us, our function stays and only passes through. */
export function settingsOf<S>({ users }: SharedHook<S>): S | undefined {
  return users[users.length - 1];
}
