// Each second request captures in the context of the one before, which has been answered, and of which nobody read anything till then.
import process from 'node:process';
import * as Vigil from '@vigil/fetch/als';

Vigil.init();
const before = [];
const handler = Vigil.wrapFetchHandler(_request => {
  const capture = before.pop();
  if (capture) capture();
  else {
    Vigil.setUser({ id: 'ada' });
    before.push(Vigil.getCurrentHub().bind(() => Vigil.captureException(new Error('after the answer'))));
  }
  return new Response('fine');
});
const listening = ({ port }) => console.log(`listening http://127.0.0.1:${port}`);
if ('Bun' in globalThis) listening(Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: handler }));
else Deno.serve({ port: 0, hostname: '127.0.0.1', onListen: listening }, handler);
process.stdin.resume().on('end', () => process.exit());
