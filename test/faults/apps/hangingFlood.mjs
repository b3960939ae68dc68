// `hangingFlood.mjs COUNT`, with --expose-gc: captures sessions, errors and a few fatal messages while the server never answers; prints what it cost.
import * as Vigil from '@vigil/node';

const client = Vigil.init({
  release: 'flood@1',
  budget: false,
  spool: false,
  shutdownTimeout: 0,
  queue: { maxBytes: 8 * 2 ** 20 },
  // on a busy machine this takes long: nothing may end meanwhile but by the queue
  transportOptions: { timeoutMs: 1_000_000 },
});
const heapUsed = () => {
  globalThis.gc();
  return process.memoryUsage().heapUsed;
};
const fatal = new Set();
let fatalLost = 0;
client.onOutcome(({ eventId }) => (fatalLost += fatal.has(eventId)));

const before = heapUsed();
let mostBytes = 0;
for (let n = 0; n < Number(process.argv[2]); n++) {
  if (n % 1_000 === 999) fatal.add(Vigil.captureMessage(`fatal ${n}`, 'fatal'));
  else if (n % 10) Vigil.captureException(new Error(`number ${n}`));
  else {
    Vigil.startSession();
    Vigil.endSession();
  }
  if (n % 100) continue;
  mostBytes = Math.max(mostBytes, client.stats().queueBytes);
  await new Promise(setImmediate);
}
const { captured, outcomes, pending } = client.stats();
console.log(JSON.stringify({ heapBytes: heapUsed() - before, mostBytes, fatal: fatal.size, fatalLost, captured, outcomes, pending }));
process.exit(0);
