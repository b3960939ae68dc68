// Captures 10,000 distinct errors in one tick, waits for them and prints the books.
import * as Vigil from '@vigil/node';

Vigil.init({ budget: false, spool: false });
for (let n = 0; n < 10_000; n++) Vigil.captureException(new Error(`number ${n}`));
const flushed = await Vigil.flush();
const { captured, outcomes } = Vigil.getClient().stats();
console.log(JSON.stringify({ flushed, captured, outcomes }));
