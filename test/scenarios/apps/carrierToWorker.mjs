// Two jobs for a worker thread: one in its `workerData`, one posted. Both fail there.
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import * as Vigil from '@vigil/node';

Vigil.init();
if (isMainThread) {
  const give = (user, use) =>
    Vigil.withIsolationScope(() => {
      Vigil.setUser({ id: user });
      Vigil.captureMessage(`given by ${user}`);
      return use(Vigil.inject());
    });
  const worker = give('ann', carrier => new Worker(fileURLToPath(import.meta.url), { workerData: { carrier, id: 1 } }));
  give('bob', carrier => worker.postMessage({ carrier, id: 2 }));
  worker.on('message', () => worker.terminate());
  await Vigil.flush();
} else {
  const work = Vigil.wrapHandler(
    async job => {
      await null;
      throw new RangeError(`job ${job.id}`);
    },
    { name: 'work', system: 'worker_threads', carrier: job => job.carrier, flush: true },
  );
  await work(workerData).catch(() => {});
  parentPort.on('message', job => work(job).catch(() => parentPort.postMessage('done')));
}
