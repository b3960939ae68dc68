// Time per log with three attributes and per metric with one, with a transport that accepts everything.
import { createRequire } from 'node:module';
import path from 'node:path';

const [, , name, folder] = process.argv;
const sdk = createRequire(path.join(folder, 'index.js'))(name);
let delivered = 0;
const accept = () => ({
  send: async ([, items]) => {
    for (const [{ item_count = 0 }] of items) delivered += item_count;
    return { statusCode: 200 };
  },
  flush: async () => true,
});
sdk.init({ dsn: 'http://key@127.0.0.1:9/1', transport: accept, enableLogs: true, release: 'bench@1' });

let captured = 0;
async function each(count, act) {
  const began = process.hrtime.bigint();
  for (let n = 0; n < count; n++) {
    act(captured++);
    // room for the batches to leave
    if (n % 100 === 99) await new Promise(resolve => setImmediate(resolve));
  }
  await sdk.flush(5000);
  return Number(process.hrtime.bigint() - began) / count;
}
const log = n => sdk.logger.info('order placed', { orderId: n, total: 12.5, customer: 'ada' });
const count = () => sdk.metrics.count('orders', 1, { attributes: { region: 'eu' } });

await each(5000, log);
await each(5000, count);
const rounds = [];
for (let round = 0; round < 5; round++) rounds.push({ logNs: await each(10_000, log), metricNs: await each(10_000, count) });
const median = key => rounds.map(round => round[key]).sort((a, b) => a - b)[2];
console.log(JSON.stringify({ logNs: median('logNs'), metricNs: median('metricNs'), captured, delivered }));
process.exit(0);
