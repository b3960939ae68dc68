// `ending.mjs DIR`: captures with that folder as the spool and ends at once; `ending.mjs DIR again`: starts once more and sends what lies there.
// Prints one line of JSON for each thing it has to say.
import * as Vigil from '@vigil/node';

const [dir, again] = process.argv.slice(2);
const say = what => console.log(JSON.stringify(what));
const client = Vigil.init({ spool: { dir }, shutdownTimeout: 1_000, budget: false, logger: false });
client.onOutcome(({ eventId, status }) => say({ eventId, status }));
process.on('exit', () => say({ stats: client.stats() }));
if (again) await Vigil.flush(20_000);
else {
  for (let n = 0; n < 6; n++) say({ captured: Vigil.captureException(new Error(`number ${n}`)) });
  process.exit(0);
}
