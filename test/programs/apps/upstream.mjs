// P9: the caller. Each request is passed on as its path says: with http, https or fetch.

// P9: the caller. Each request is passed on as its path says: with http, https or fetch.
import http, { createServer } from 'node:http';
import https from 'node:https';
import * as Vigil from '@vigil/node';

Vigil.init({ dsn: process.env.SENTRY_DSN });

const get = (module, url) =>
  new Promise((resolve, reject) => {
    const read = res => {
      let text = '';
      res.on('data', chunk => {
        text += chunk;
      });
      res.on('end', () => resolve(text));
    };
    module.get(url, { headers: { baggage: 'vendor=1' } }, read).on('error', reject);
  });
const callers = {
  '/http': () => get(http, `${process.env.DOWNSTREAM}/by-http`),
  '/https': () => get(https, `${process.env.DOWNSTREAM_TLS}/by-https`),
  '/fetch': () => fetch(`${process.env.DOWNSTREAM}/by-fetch`).then(response => response.text()),
};
const server = createServer(async (req, res) => {
  const seen = await callers[req.url]();
  Vigil.captureException(new Error(`upstream failed at ${req.url}`));
  res.end(seen);
});
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
process.stdin.resume().on('end', () => Vigil.flush().then(() => process.exit()));
