import * as Vigil from '@vigil/fetch/als';
import { createHandler } from './handler.mjs';

const bare = process.env.BARE;
if (!bare) Vigil.init({ budget: false });

const handler = createHandler(
  () => Vigil,
  () => {},
);
const server = Bun.serve({ port: 0, hostname: '127.0.0.1', development: false, fetch: bare ? handler : Vigil.wrapFetchHandler(handler) });
console.log(`listening http://127.0.0.1:${server.port}`);
process.stdin.resume().on('end', async () => {
  await Vigil.flush(10_000);
  process.exit();
});
