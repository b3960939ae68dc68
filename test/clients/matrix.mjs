// Calls a server of its own with every client and prints, call by call, what arrived there.
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import * as Vigil from '@vigil/node';
import { clients } from './requests.mjs';

// /api/ is where deliveries go: what keeps them bare is that they are our own
Vigil.init({ dsn: process.env.SENTRY_DSN, release: 'matrix@1', tracePropagationTargets: ['/traced', '/api/'] });

let seen;
const answer = (request, response) => {
  seen = request.rawHeaders;
  response.end('ok');
};
const listen = server => new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));
const servers = [createServer(answer), createSecureServer({ key: process.env.TLS_KEY, cert: process.env.TLS_CERT }, answer)];
const [plain, secure] = await Promise.all(servers.map(listen));

const valuesOf = name => seen.filter((_, at) => at % 2 === 1 && seen[at - 1].toLowerCase() === name);
async function call(client, form, path, headers) {
  seen = undefined;
  const url = client === 'node:https' ? `https://127.0.0.1:${secure}` : `http://127.0.0.1:${plain}`;
  await clients[client][form](url + path, headers);
  return Object.fromEntries(['x-own', 'sentry-trace', 'baggage'].map(name => [name, valuesOf(name)]));
}

const rows = [];
for (const client of Object.keys(clients)) {
  for (const form of Object.keys(clients[client])) {
    const own = { 'x-own': 'mine', baggage: 'vendor=1' };
    rows.push({
      client,
      form,
      traced: await call(client, form, '/traced', own),
      untraced: await call(client, form, '/elsewhere', own),
      given: await call(client, form, '/traced', { ...own, 'sentry-trace': 'given-by-hand' }),
      bare: await call(client, form, '/traced', {}),
    });
  }
}
const { traceId } = Vigil.getCurrentScope().getPropagationContext();
Vigil.captureMessage('all called');
const flushed = await Vigil.flush(5_000);
Vigil.captureMessage('after the first delivery');
await Vigil.flush(5_000);
for (const server of servers) {
  server.close();
  server.closeAllConnections();
}
console.log(JSON.stringify({ node: process.version, traceId, flushed, rows }));
process.exit(0);
