/** Told without loading `node:worker_threads`: Node marks what a thread must not call of `process` as disabled there. */
export function isWorkerThread(): boolean {
  return 'disabled' in process.chdir;
}
