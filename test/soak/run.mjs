// `npm run soak`: a service under load while the server of its reports fails in every way, `SOAK_SECONDS` (600) long. Exits with 1 and says
// why when an item is not accounted for, memory grows, something is thrown, or the process does not end by itself.
import { setTimeout as sleep } from 'node:timers/promises';
import { faultsOf } from './faultsOf.mjs';
import { startLoad } from './load.mjs';
import { startFlappingIngest } from './startFlappingIngest.mjs';
import { startService } from './startService.mjs';

const seconds = Number(process.env.SOAK_SECONDS ?? 600);
const CONNECTIONS = 3;
const POINTS = 8;

const ingest = await startFlappingIngest(Math.min(15_000, (seconds * 1_000) / 20));
const statuses = new Map();
const vigil = await startService('vigil', ingest.dsn, ({ eventId, status }) => statuses.set(eventId, status));
const bare = await startService('bare', '');
const loads = [vigil, bare].map(({ url }) => startLoad(url, CONNECTIONS));
const heaps = [];
for (let point = 0; point < POINTS; point++) {
  await sleep((seconds * 1_000) / POINTS);
  heaps.push(await vigil.heap());
}
const [withVigil, without] = await Promise.all(loads.map(load => load.stop()));
ingest.recover();
const [ended] = await Promise.all([vigil.end(), bare.end()]);
ingest.close();

const mib = bytes => (bytes / 2 ** 20).toFixed(1);
const at = (times, share) => times[Math.floor(times.length * share)]?.toFixed(2);
const { captured, outcomes, retries } = ended.stats;
console.log(`${seconds} s, ${withVigil.length} requests; ${retries} tries more than one each`);
console.log(`captured ${JSON.stringify(captured)}, ended ${JSON.stringify(outcomes)}`);
console.log(`the server accepted ${ingest.accepted.size} events`);
console.log(`heap after collections, MiB: ${[...heaps, ended.heap].map(mib).join(' ')}`);
for (const [name, times] of Object.entries({ 'with Vigil': withVigil, without }))
  console.log(`a request ${name}: p50 ${at(times, 0.5)} ms, p99 ${at(times, 0.99)} ms`);
const faults = faultsOf({ ended, statuses, accepted: ingest.accepted, heaps });
for (const fault of faults) console.error(`FAULT: ${fault}`);
console.log(faults.length ? `${faults.length} faults` : 'every item is accounted for');
process.exitCode = faults.length ? 1 : 0;
