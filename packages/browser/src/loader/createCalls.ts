/** What calls go to: a bundle, a scope, a span. */
export type Target = Record<string, (...args: unknown[]) => unknown>;
interface Seat {
  /** Takes a call of any name, and is `real` from when that is there. */
  api: Target;
  real?: Target | undefined;
}
interface Call {
  name: string;
  run(): void;
}
export interface Calls {
  /** In place of the bundle. */
  api: Target;
  keep(name: string, args: unknown[]): void;
  /** `options`: without them the calls come first that make a client. */
  replay(vigil: Target, options: object | undefined): void;
}

// what fails in a loop before the bundle is there
const MAX_QUEUED = 50;
// code of the page is in them, which waits for no bundle
const RUN_CODE = /^(with|startSpan|startNew|continue|suppress|configure)/;
const MAKE_CLIENT = /^(init|onLoad)$/;

/** What throws ends nothing but itself, and is an error of the page. */
function guarded({ run }: Call): void {
  try {
    run();
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
  }
}

function call(target: Target | undefined, name: string, args: unknown[]): unknown {
  if (typeof target?.[name] === 'function') return target[name](...args);
  console.warn('[vigil]', 'V082', name);
  return undefined;
}

function createSeat(keep: (name: string, args: unknown[]) => unknown): Seat {
  const seat: Seat = {
    api: new Proxy((() => {}) as unknown as Target, {
      get: (_target, name) => {
        // or a promise would wait for it
        if (typeof name === 'symbol' || name === 'then') return undefined;
        return (...args: unknown[]) => (seat.real ? call(seat.real, name, args) : keep(name, args));
      },
    }),
  };
  return seat;
}

/**
 * Keeps calls, in order, until the bundle is there. The callback of `withScope`, `startSpan` and their like runs at once, with a stand-in for
 * its scope or span; what was called in it is repeated in the real one. `heard` is told the other names.
 */
export function createCalls(heard: (name: string) => void): Calls {
  let queue: Call[] = [];
  const add = (name: string, run: () => void) => void ((queue.length < MAX_QUEUED || name === 'onLoad') && queue.push({ name, run }));
  const keep = (name: string, args: unknown[]) => add(name, () => call(vigil.real, name, args));
  const vigil = createSeat((name, args) => {
    const code = RUN_CODE.test(name) && args.find(each => typeof each === 'function');
    if (code) return runNow(name, args, code as (...given: unknown[]) => unknown);
    keep(name, args);
    return void heard(name);
  });

  function runNow(name: string, args: unknown[], code: (...given: unknown[]) => unknown): unknown {
    const outer = queue;
    const inner: Call[] = [];
    const given = createSeat((method, values) => {
      add(method, () => call(given.real, method, values));
      return given.api;
    });
    const repeat = (real: Target) => {
      given.real = real;
      inner.splice(0).forEach(guarded);
    };
    queue = inner;
    try {
      return code(given.api, given.api);
    } finally {
      queue = outer;
      add(name, () => {
        call(
          vigil.real,
          name,
          args.map(each => (each === code ? repeat : each)),
        );
        // of a name that the bundle is without
        inner.forEach(guarded);
      });
    }
  }

  return {
    api: vigil.api,
    keep,
    replay(real, options) {
      vigil.real = real;
      if (options) call(real, 'init', [options]);
      else queue.sort((a, b) => +MAKE_CLIENT.test(b.name) - +MAKE_CLIENT.test(a.name));
      queue.forEach(guarded);
    },
  };
}
