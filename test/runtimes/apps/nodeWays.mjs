// The ways of Node's own request and response; frameworks on them use these too.
import { work } from './work.mjs';

/** Serves a request; `fail` gets the error it ends with, in whatever turn of the loop that is. */
export function answer(Vigil, { way, who, waitMs }, request, response, fail) {
  const run = () => work(Vigil, who, waitMs).catch(fail);
  if (way === 'stream') {
    response.write('half ');
    return void run();
  }
  if (way !== 'body') return void run();
  // handled in `end`, which comes from a later read of the socket
  let length = 0;
  request.on('data', chunk => {
    length += chunk.length;
  });
  request.on('end', () => {
    Vigil.setTag('length', length);
    run();
  });
}

/** An upgraded socket: works when its first bytes come, then says so and ends. */
export function upgrade(Vigil, { who, waitMs }, socket) {
  socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n');
  socket.on('error', () => {});
  socket.once('data', () => {
    work(Vigil, who, waitMs).catch(error => {
      Vigil.captureException(error);
      socket.end('failed');
    });
  });
}
