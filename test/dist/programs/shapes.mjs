// What `init` patches, asked before and after for its name and its length: both show in stacks and to whoever looks at a function.
import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';
import { init } from '@vigil/node';

const owners = {
  process,
  Server: http.Server.prototype,
  IncomingMessage: http.IncomingMessage.prototype,
  ServerResponse: http.ServerResponse.prototype,
  ClientRequest: http.ClientRequest.prototype,
  Http2Server: Object.getPrototypeOf(http2.createServer()),
  Socket: net.Socket.prototype,
  console,
};
const METHODS = ['emit', '_storeHeader', 'connect', 'log', 'warn', 'error', 'info', 'debug'];

function look() {
  const found = Object.entries(owners).flatMap(([owner, object]) =>
    METHODS.map(method => [`${owner}.${method}`, object[method]]).filter(([, fn]) => typeof fn === 'function'),
  );
  return new Map(found);
}
const shape = fn => `${fn.name} ${fn.length}`;

const before = look();
init({ dsn: 'http://key@127.0.0.1:9/1', spool: false });
const after = look();
const patched = [...after].filter(([name, fn]) => fn !== before.get(name)).map(([name]) => name);
const changed = patched.filter(name => shape(after.get(name)) !== shape(before.get(name)));

let stack = '';
process.on('vigil-shape', function heard() {
  stack = new Error('here').stack;
});
process.emit('vigil-shape');
const frames = stack
  .split('\n')
  .filter(line => line.includes(' process.'))
  .map(line => line.trim().split(' ')[1]);
console.log(JSON.stringify({ patched, changed, frames }));
process.exit();
