// P9: the receiver. Answers over http, and https when given a certificate; fails each time, and says which headers came.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import * as Vigil from '@vigil/node';

Vigil.init({ dsn: process.env.SENTRY_DSN });

const handle = (req, res) => {
  Vigil.captureException(new Error(`downstream failed at ${req.url}`));
  res.end(
    JSON.stringify({ 'sentry-trace': req.headers['sentry-trace'], baggage: req.headers.baggage, traceparent: req.headers.traceparent }),
  );
};
const { CERTIFICATE, KEY } = process.env;
const server = CERTIFICATE
  ? https.createServer({ cert: readFileSync(CERTIFICATE), key: readFileSync(KEY) }, handle)
  : http.createServer(handle);
server.listen(0, 'localhost', () => console.log(`listening ${CERTIFICATE ? 'https' : 'http'}://localhost:${server.address().port}`));
process.stdin.resume().on('end', () => Vigil.flush().then(() => process.exit()));
