// `flood.mjs SDK FOLDER DSN`: 10,000 distinct errors in one tick, then a flush as long as it takes; prints what it says of them.
import { createRequire } from 'node:module';
import path from 'node:path';

const [, , name, folder, dsn] = process.argv;
const sdk = createRequire(path.join(folder, 'index.js'))(name);
sdk.init({ dsn, budget: false, spool: false });
const COUNT = 10_000;
for (let n = 0; n < COUNT; n++) sdk.captureException(new Error(`number ${n}`));
const flushed = await sdk.flush(120_000);
console.log(JSON.stringify({ captured: COUNT, flushed }));
process.exit(0);
