/**
 * What the Worker runs: plain CommonJS text, because a bundler or a coverage tool that rewrites this package would otherwise rewrite
 * code that runs where its own helpers do not exist. `results[0]` counts the answers, `results[n + 1]` is the status of body n, -1 for none.
 */
export const WORKER_CODE = `'use strict';
const { workerData } = require('node:worker_threads');
const { url, headers, bodies, tls, compressAbove, maxHeaderSize, proxy } = workerData;
const results = new Int32Array(workerData.results);
function settle(at, status) {
  if (Atomics.compareExchange(results, at + 1, 0, status || -1) !== 0) return;
  Atomics.add(results, 0, 1);
  Atomics.notify(results, 0);
}
try {
  const target = new URL(url);
  const moduleFor = protocol => require(protocol === 'https:' ? 'node:https' : 'node:http');
  const tunnelled = proxy && target.protocol === 'https:';
  const asked = proxy && !tunnelled;
  const http = moduleFor(asked ? proxy.at.protocol : target.protocol);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
  if (tunnelled) {
    const direct = agent.createConnection;
    agent.createConnection = (options, done) => {
      const path = (options.host.includes(':') ? '[' + options.host + ']' : options.host) + ':' + options.port;
      const connect = { ...tls, ...proxy.at, method: 'CONNECT', path, headers: { host: path, ...proxy.headers }, agent: false };
      const request = moduleFor(proxy.at.protocol).request(connect);
      request.on('error', done);
      request.on('connect', (response, socket) => {
        socket.on('error', () => {});
        if (response.statusCode === 200) done(null, direct.call(agent, { ...options, socket }));
        else done(new Error('the proxy refused'));
      });
      request.end();
    };
  }
  const place = asked ? { ...proxy.at, path: target.href } : {};
  const named = asked ? { ...headers, host: target.host, ...proxy.headers } : headers;
  let next = 0;
  const post = (at, body, packed, mayRepeat) => {
    const extra = packed ? { 'content-encoding': 'gzip' } : {};
    const options = { ...place, method: 'POST', agent, maxHeaderSize, ...tls, headers: { ...named, ...extra, 'content-length': body.length } };
    const request = http.request(target, options, response => {
      settle(at, response.statusCode);
      response.on('error', () => {});
      response.on('close', take);
      response.resume();
    });
    request.on('error', error => {
      if (mayRepeat && request.reusedSocket && error.code === 'ECONNRESET') return post(at, body, packed, false);
      settle(at, -1);
      take();
    });
    request.end(body);
  };
  const take = () => {
    if (next === bodies.length) return results[0] === bodies.length && agent.destroy();
    const at = next++;
    const body = Buffer.from(bodies[at]);
    const packed = body.length > compressAbove;
    post(at, packed ? require('node:zlib').gzipSync(body) : body, packed, true);
  };
  for (let n = 0; n < 8; n++) take();
} catch {
  bodies.forEach((_, at) => settle(at, -1));
}
`;
