// node:http. Each way of reading and answering fails in the end.
import { createServer } from 'node:http';
import * as Vigil from '../../../packages/node/dist/index.js';
import { answer, upgrade } from './nodeWays.mjs';
import { askedIn } from './work.mjs';

Vigil.init({ budget: false, maxBreadcrumbs: 10 });
const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  answer(Vigil, askedIn(request.url), request, response, error => {
    Vigil.captureException(error);
    if (!response.headersSent) response.statusCode = 500;
    response.end('failed');
  });
});
server.on('upgrade', (request, socket) => upgrade(Vigil, askedIn(request.url), socket));
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
process.stdin.resume().on('end', async () => {
  await Vigil.flush(20_000);
  process.exit();
});
