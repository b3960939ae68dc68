import * as Vigil from '@vigil/fetch/als';
import { createHandler } from './handler.mjs';

const bare = process.env.BARE;
if (!bare) Vigil.init({ budget: false });

const handler = createHandler(
  () => Vigil,
  () => {},
);
Deno.serve(
  { port: 0, hostname: '127.0.0.1', onListen: ({ port }) => console.log(`listening http://127.0.0.1:${port}`) },
  bare ? handler : Vigil.wrapFetchHandler(handler),
);
for await (const _ of Deno.stdin.readable);
await Vigil.flush(10_000);
Deno.exit();
