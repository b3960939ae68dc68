import { safely } from './safely';

type Callback = (...args: never[]) => void;

export interface Hooks {
  on(name: string, callback: Callback): () => void;
  emit(name: string, ...args: unknown[]): void;
  /** Whether anybody listens. */
  hears(name: string): boolean;
}

/** Named callbacks in order of registration; one that throws stops neither the others nor us. */
export function createHooks(onError: (error: unknown) => void): Hooks {
  let hooks: Array<[name: string, callback: Callback]> = [];
  return {
    on(...hook) {
      // A new list each time: whoever is being told now goes on with the old one.
      hooks = [...hooks, hook];
      return () => {
        hooks = hooks.filter(each => each !== hook);
      };
    },
    emit(name, ...args) {
      for (const [each, callback] of hooks) if (each === name) safely(() => callback(...(args as never[])), onError);
    },
    hears: name => hooks.some(([each]) => each === name),
  };
}
