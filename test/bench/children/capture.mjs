// Time per captureException at stack depth 30 and per withIsolationScope, and what a capture leaves for a full collection, with a transport
// that accepts everything.
import { Session } from 'node:inspector/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { deep } from './deep.mjs';

const [, , name, folder] = process.argv;
const sdk = createRequire(path.join(folder, 'index.js'))(name);
let delivered = 0;
const accept = () => ({
  send: async envelope => {
    delivered += envelope[1].filter(([{ type }]) => type === 'event').length;
    return { statusCode: 200 };
  },
  flush: async () => true,
});
sdk.init({ dsn: 'http://key@127.0.0.1:9/1', transport: accept, budget: false, spool: false });

let captured = 0;
async function captures(count) {
  const began = process.hrtime.bigint();
  for (let i = 0; i < count; i++) {
    sdk.captureException(deep(30, captured++));
    // the peer's queue holds 64 and what comes beside it is dropped: both are waited for, so that both do the whole work
    for (let turns = 0; i % 16 === 15 && delivered < captured && turns < 100; turns++) await new Promise(resolve => setImmediate(resolve));
  }
  await sdk.flush(5000);
  return Number(process.hrtime.bigint() - began) / count;
}
function scopes(count) {
  const began = process.hrtime.bigint();
  let sum = 0;
  for (let i = 0; i < count; i++) sum += sdk.withIsolationScope(scope => Number(!!scope.setTag('n', i)));
  return Number(process.hrtime.bigint() - began) / sum;
}
/** Bytes a capture makes that outlive the collections of young objects, though all was sent: V8's samples, so no sharp figure. */
async function keptBytes(count) {
  const session = new Session();
  session.connect();
  await session.post('HeapProfiler.startSampling', { samplingInterval: 8192, includeObjectsCollectedByMajorGC: true });
  await captures(count);
  const { profile } = await session.post('HeapProfiler.stopSampling');
  const sum = node => node.children.reduce((all, child) => all + sum(child), node.selfSize);
  return sum(profile.head) / count;
}

await captures(1000);
scopes(20_000);
const rounds = [];
for (let round = 0; round < 5; round++) rounds.push({ captureNs: await captures(1000), scopeNs: scopes(50_000) });
const median = key => rounds.map(each => each[key]).sort((a, b) => a - b)[2];
const [captureNs, scopeNs] = [median('captureNs'), median('scopeNs')];
// after the clock: the profiler costs time
console.log(JSON.stringify({ captureNs, scopeNs, keptBytes: await keptBytes(3000), captured, delivered }));
process.exit(0);
