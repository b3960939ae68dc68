// P16: two regions, one of which is down.
import * as Vigil from '@vigil/node';

const [us, eu, ending] = process.argv.slice(2);
Vigil.init({ dsn: [us, eu], retry: { baseMs: 10, maxDelayMs: 10 }, transportOptions: { timeoutMs: 1000 } });

const ids = Array.from({ length: 3 }, (_, n) => Vigil.captureException(new Error(`order ${n} failed`)));
if (ending === 'exit') process.exit(3);
const outcomes = await Promise.all(ids.map(id => Vigil.outcome(id)));
console.log(JSON.stringify(outcomes.map(({ status, dsnIndex }) => `${status} by ${dsnIndex}`)));
