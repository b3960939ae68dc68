import * as Vigil from '@vigil/fetch/als';
import { createDoctor } from './doctor.mjs';

Vigil.init({ release: 'doctor@1' });
Deno.serve(
  { port: 0, hostname: '127.0.0.1', onListen: ({ port }) => console.log(`listening http://127.0.0.1:${port}`) },
  Vigil.wrapFetchHandler(createDoctor(Deno.env.toObject())),
);
for await (const _ of Deno.stdin.readable);
Deno.exit();
