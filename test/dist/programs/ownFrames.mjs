// Which files of a stack are the application's, when it goes through the SDK's own: `ownFrames.mjs esm` or `cjs`.
import { once } from 'node:events';
import http from 'node:http';
import { createRequire } from 'node:module';

const Vigil = process.argv[2] === 'cjs' ? createRequire(import.meta.url)('@vigil/node') : await import('@vigil/node');
const events = [];
Vigil.init({
  dsn: 'http://key@127.0.0.1:1/1',
  // nothing that others left for this address
  spool: false,
  beforeSend(event) {
    events.push(event);
    return null;
  },
});
const server = http.createServer((_request, response) => {
  Vigil.withScope(() => Vigil.captureException(new Error('in a request')));
  response.end();
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
await (await fetch(`http://127.0.0.1:${server.address().port}/`)).text();
server.close();
const frames = events[0].exception.values[0].stacktrace.frames.map(({ filename, in_app }) => ({ filename, in_app }));
const isOwn = ({ filename }) => /[\\/]packages[\\/](?:node|core)[\\/]dist[\\/]/.test(filename);
console.log(
  JSON.stringify({
    own: [...new Set(frames.filter(isOwn).map(({ filename }) => /(node|core).dist/.exec(filename)[1]))].sort(),
    ownInApp: frames.filter(frame => isOwn(frame) && frame.in_app),
    inApp: frames.filter(({ in_app }) => in_app).map(({ filename }) => filename.split(/[\\/]/).at(-1)),
  }),
);
