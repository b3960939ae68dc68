import http from 'node:http';
import { gunzipSync } from 'node:zlib';

const accept = (response, note) => {
  note();
  response.end('{}');
};
/** What the server does, one after the other; up in between. */
const PHASES = [
  accept,
  response => response.writeHead(500).end(),
  accept,
  response => response.socket.resetAndDestroy(),
  accept,
  () => {},
  accept,
  response => response.writeHead(429, { 'retry-after': '1' }).end(),
  accept,
  'down',
];

async function idOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
  // an envelope's first line names its event
  return JSON.parse(text.toString('utf8', 0, text.indexOf('\n'))).event_id;
}

/** A server that is well and ill in turn, `phaseMs` each, until `recover()`. `accepted` counts the 2xx answers of each event id. */
export async function startFlappingIngest(phaseMs) {
  const accepted = new Map();
  let phase = 0;
  const server = http.createServer(async (request, response) => {
    const id = await idOf(request).catch(() => undefined);
    const answer = PHASES[phase];
    // broken off, or the server went down while it read
    if (answer === 'down' || response.destroyed) return;
    answer(response, () => id && accepted.set(id, (accepted.get(id) ?? 0) + 1));
  });
  const listen = port => new Promise(resolve => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address();
  const enter = next => {
    if (PHASES[phase] === 'down' && PHASES[next] !== 'down') void listen(port);
    phase = next;
    if (PHASES[phase] !== 'down') return;
    server.close();
    server.closeAllConnections();
  };
  const timer = setInterval(() => enter((phase + 1) % PHASES.length), phaseMs);
  return {
    dsn: `http://key@127.0.0.1:${port}/1`,
    accepted,
    recover() {
      clearInterval(timer);
      enter(0);
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
