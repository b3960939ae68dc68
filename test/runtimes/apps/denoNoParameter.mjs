// Deno calls a handler that names no parameter without the request.
import * as Vigil from '@vigil/fetch/als';

Vigil.init();
const fails = () => {
  throw new Error('failed');
};
Deno.serve(
  { port: 0, hostname: '127.0.0.1', onListen: ({ port }) => console.log(`listening http://127.0.0.1:${port}`) },
  Vigil.wrapFetchHandler(fails),
);
for await (const _ of Deno.stdin.readable);
Deno.exit();
