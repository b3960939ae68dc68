// Loads http2 after init and asks a server for the headers it got. argv: `use`, or `close` the client before.
import net from 'node:net';

const isLoaded = () => process.moduleLoadList.includes('NativeModule http2');
const Vigil = await import('@vigil/node');
const { connect } = net.Socket.prototype;
Vigil.init({ dsn: 'http://key@127.0.0.1:9/1' });
const loadedByInit = isLoaded();
if (process.argv[2] === 'close') await Vigil.close();
const { default: http2 } = await import('node:http2');
const server = http2.createServer().on('stream', (stream, headers) => stream.end(JSON.stringify(headers)));
await new Promise(done => server.listen(0, '127.0.0.1', done));
const session = http2.connect(`http://127.0.0.1:${server.address().port}`);
const parts = await session.request().toArray();
session.close();
server.close();
const sent = JSON.parse(Buffer.concat(parts).toString());
console.log(JSON.stringify({ loadedByInit, traced: 'sentry-trace' in sent, restored: net.Socket.prototype.connect === connect }));
