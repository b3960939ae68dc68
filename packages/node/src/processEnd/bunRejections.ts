/** On our listeners of every client and of every copy of this file. */
const OURS: unique symbol = Symbol.for('vigil/1/unhandledRejection');

type Listener = ((reason: unknown) => void) & { [OURS]?: boolean };

function isNobodyElseListening(): boolean {
  return (process.listeners('unhandledRejection') as Listener[]).every(listener => listener[OURS]);
}

/** A rejection ends the process unless somebody listens to it: Bun's default. By what was asked for instead it may do something else. */
export function isBunByDefault(): boolean {
  return 'bun' in process.versions && !process.execArgv.some(arg => arg.startsWith('--unhandled-rejections'));
}

/**
 * Bun tells of rejections to listeners alone: neither `process.emit` nor the monitor sees them. Where the application does not listen, ours
 * steps aside and rejects anew with the same reason, which Bun then takes as if nobody had listened: exit code and stderr are its own
 * (measured on 1.4.5; to throw the reason would show our line on stderr). `report` must not throw. Returns the stop.
 */
export function startBunRejections(report: (reason: unknown, fatal: boolean) => void): () => void {
  const stop = (): void => void process.removeListener('unhandledRejection', listener);
  const listener: Listener = Object.assign(
    (reason: unknown) => {
      const fatal = isNobodyElseListening();
      report(reason, fatal);
      if (!fatal) return;
      stop();
      if (!process.listenerCount('unhandledRejection')) Promise.reject(reason);
    },
    { [OURS]: true },
  );
  process.on('unhandledRejection', listener);
  return stop;
}
