// Express 5.
import { createRequire } from 'node:module';
import * as Vigil from '../../../packages/express/dist/index.js';
import { answer, upgrade } from './nodeWays.mjs';
import { askedIn } from './work.mjs';

const express = createRequire(new URL('../../../packages/express/package.json', import.meta.url))('express5');
Vigil.init({ budget: false, maxBreadcrumbs: 10 });
const app = express();
app.set('env', 'test');
Vigil.setupExpressErrorHandler(app);
app.all('/:way/:who', (request, response, next) => answer(Vigil, askedIn(request.url), request, response, next));
app.use((_error, _request, response, _next) => {
  if (!response.headersSent) response.status(500);
  response.end('failed');
});
const server = app.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
server.keepAliveTimeout = 60_000;
server.on('upgrade', (request, socket) => upgrade(Vigil, askedIn(request.url), socket));
process.stdin.resume().on('end', async () => {
  await Vigil.flush(20_000);
  process.exit();
});
