// P8: a hub carried by hand into work that somebody else starts.
import { createServer } from 'node:http';
import * as Vigil from '@vigil/node';

Vigil.init({ dsn: process.env.SENTRY_DSN });

const queue = [];
// drains outside of any request
setInterval(() => queue.shift()?.(), 5);
const work = () => {
  Vigil.setTag('step', 'background');
  Vigil.captureException(new Error('background failed'));
};

const server = createServer((_req, res) => {
  const hub = Vigil.getCurrentHub().clone();
  hub.getScope().setTag('region', 'us-east-1');
  queue.push(hub.bind(() => work()));
  Vigil.captureMessage('accepted');
  setTimeout(() => {
    Vigil.captureMessage('answered');
    res.end();
  }, 30);
});
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
process.stdin.resume().on('end', () => Vigil.flush().then(() => process.exit()));
