// A server of its own is asked by the runtime's `fetch`: what it saw of the trace is the message that is captured.
import { once } from 'node:events';
import http from 'node:http';
import * as Vigil from '@vigil/node';

Vigil.init({ dsn: process.env.SENTRY_DSN });

const server = http.createServer((request, response) => response.end(request.headers['sentry-trace'] ?? 'none')).listen(0);
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}/stock`;
const answer = await fetch(url, { method: 'POST', body: 'tea' });
Vigil.captureMessage(await answer.text());
server.close();
await Vigil.flush();
process.exit();
