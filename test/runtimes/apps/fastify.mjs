// Fastify 5.
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import * as Vigil from '../../../packages/fastify/dist/index.js';
import { upgrade } from './nodeWays.mjs';
import { askedIn, work } from './work.mjs';

const fastify = createRequire(new URL('../../../packages/fastify/package.json', import.meta.url))('fastify5');
Vigil.init({ budget: false, maxBreadcrumbs: 10 });
const app = fastify({ keepAliveTimeout: 60_000 });
Vigil.setupFastifyErrorHandler(app);
// the body is read by hand, chunk by chunk
app.addContentTypeParser('*', (_request, payload, done) => {
  let length = 0;
  payload.on('data', chunk => {
    length += chunk.length;
  });
  payload.on('end', () => {
    Vigil.setTag('length', length);
    done(null, { length });
  });
});
app.all('/:way/:who', (request, reply) => {
  const { way, who, waitMs } = askedIn(request.url);
  if (way !== 'stream') return work(Vigil, who, waitMs);
  const half = async function* () {
    yield 'half ';
    await work(Vigil, who, waitMs);
  };
  return reply.send(Readable.from(half()));
});
app.server.on('upgrade', (request, socket) => upgrade(Vigil, askedIn(request.url), socket));
console.log(`listening ${await app.listen({ port: 0, host: '127.0.0.1' })}`);
process.stdin.resume().on('end', async () => {
  await Vigil.flush(20_000);
  process.exit();
});
