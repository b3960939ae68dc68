// Captures under the options given as JSON; prints every outcome, whether `flush` took it for success, and the books.
import * as Vigil from '@vigil/node';

const { options = {}, hook, times = 1, size = 0 } = JSON.parse(process.argv[2]);
if (hook === 'null') options.beforeSend = () => null;
if (hook === 'class') options.ignoreErrors = [RangeError];
if (hook === 'processor') Vigil.addEventProcessor(() => null);
Vigil.init(options);
const ids = Array.from({ length: times }, (_, n) =>
  Vigil.captureException(new RangeError(`number ${'x'.repeat(n)}`), { extra: { padding: 'p'.repeat(size) } }),
);
const flushed = await Vigil.flush(10_000);
const outcomes = await Promise.all(ids.map(id => Vigil.outcome(id, { timeoutMs: 10_000 })));
const stats = Vigil.getClient().stats();
console.log(JSON.stringify({ flushed, outcomes, captured: stats.captured.error, counted: stats.outcomes.error }));
process.exit(0);
