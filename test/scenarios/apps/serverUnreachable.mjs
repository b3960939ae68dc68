// Serves requests that fail, with an error monitor nobody listens to. Prints what it held at most.
import { createServer } from 'node:http';
import * as Vigil from '@vigil/node';

Vigil.init({ queue: { maxBytes: 500_000 }, budget: false, retry: { baseMs: 10, maxDelayMs: 10 } });
const server = createServer((request, response) => {
  Vigil.captureException(new Error(`${request.url} failed ${'x'.repeat(2_000)}`));
  response.end('ok');
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}`;

let most = 0;
let answered = 0;
for (let round = 0; round < 60; round++) {
  const texts = await Promise.all(Array.from({ length: 25 }, (_, n) => fetch(`${url}/${round}/${n}`).then(answer => answer.text())));
  answered += texts.filter(text => text === 'ok').length;
  most = Math.max(most, Vigil.getClient().stats().queueBytes);
}
const flushed = await Vigil.flush(200);
const { captured, outcomes, pending } = Vigil.getClient().stats();
console.log(JSON.stringify({ answered, most, flushed, captured: captured.error, pending: pending.error, outcomes: outcomes.error }));
process.exit(0);
