// Made an executable by `bun build --compile`: ends of an error in a timer.
import * as Vigil from '@vigil/node';

Vigil.init({ dsn: process.env.SENTRY_DSN });
setTimeout(function fail() {
  throw new Error('nobody caught this');
}, 5);
