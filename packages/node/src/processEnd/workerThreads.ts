type WorkerThreads = typeof import('node:worker_threads');

let loaded: WorkerThreads | undefined;

function builtin(): WorkerThreads | undefined {
  const get = process.getBuiltinModule as ((id: string) => object | undefined) | undefined;
  return get?.('node:worker_threads') as WorkerThreads | undefined;
}

/** `node:worker_threads`, without waiting. Loading it takes 1.5 ms, which a process that ends with nothing unsent should not pay. */
export function workerThreads(): WorkerThreads | undefined {
  loaded ??= builtin();
  return loaded;
}

/** Told without loading that module: Node marks what a thread must not call of `process` as disabled there. */
export function isWorkerThread(): boolean {
  return 'disabled' in process.chdir;
}

/** Before Node 20.16 a builtin cannot be had without waiting at the moment it is needed: there it is fetched ahead. */
export function prepareWorkerThreads(): void {
  if (typeof process.getBuiltinModule === 'function') return;
  import('node:worker_threads').then(
    module => {
      loaded = module.default;
    },
    () => {},
  );
}
