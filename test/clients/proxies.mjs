// Undici behind proxies of its own and with its own look-up of names: where Vigil says the requests went, and which of them have the trace.
import http from 'node:http';
import net from 'node:net';
import * as Vigil from '@vigil/node';
import { Agent, fetch, interceptors, ProxyAgent } from 'undici';

const listen = server => new Promise(done => server.listen(0, '127.0.0.1', () => done(server.address().port)));
const isTraced = ({ headers }) => 'sentry-trace' in headers || 'baggage' in headers;
/** What each server was asked, and whether with a trace. */
const seen = { target: [], proxy: [] };

const targetPort = await listen(
  http.createServer((request, response) => {
    seen.target.push([request.url, isTraced(request)]);
    response.end();
  }),
);
const proxy = http.createServer((request, response) => {
  seen.proxy.push([`${request.method} ${request.url}`, isTraced(request)]);
  http.get(request.url, { agent: false }, answer => answer.pipe(response));
});
proxy.on('connect', (request, socket) => {
  seen.proxy.push([`CONNECT ${request.url}`, isTraced(request)]);
  const through = net.connect(targetPort, '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    socket.pipe(through).pipe(socket);
  });
});
const uri = `http://127.0.0.1:${await listen(proxy)}`;
const target = `http://localhost:${targetPort}`;

const asked = [];
Vigil.init({
  dsn: process.env.SENTRY_DSN,
  tracePropagationTargets: [new RegExp(`^${target}`)],
  integrations: [Vigil.nativeNodeFetchIntegration({ ignoreOutgoingRequests: url => void asked.push(url) })],
});
const ways = {
  tunnel: new ProxyAgent({ uri, proxyTunnel: true }),
  forward: new ProxyAgent({ uri, proxyTunnel: false }),
  names: new Agent().compose(interceptors.dns({ affinity: 4 })),
};
for (const [way, dispatcher] of Object.entries(ways)) await (await fetch(`${target}/${way}`, { dispatcher })).text();
Vigil.captureMessage('done');
await Vigil.flush();
console.log(JSON.stringify({ target, asked, seen }));
process.exit();
