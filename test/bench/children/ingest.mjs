// Accepts every envelope and counts the events in them; it looks for one mark in the bytes and parses nothing.
import http from 'node:http';
import { gunzipSync } from 'node:zlib';

let events = 0;
const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
    if (text.includes('{"type":"event"')) events++;
    response.end('{}');
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('message', message => {
  if (message === 'stop') process.exit(0);
  process.send({ events });
});
