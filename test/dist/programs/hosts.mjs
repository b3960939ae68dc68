// Every connection and every name that is looked up, from before the SDK is loaded until the process ends.
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

const asked = new Set();
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const { host, port, path } = args.flat(2)[0] ?? {};
  asked.add(path ?? `${host}:${port}`);
  return Reflect.apply(connect, this, args);
};
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
  const original = dns[name];
  dns[name] = (host, ...rest) => {
    if (!net.isIP(host)) asked.add(host);
    return original(host, ...rest);
  };
}
dgram.Socket.prototype.send = () => asked.add('a datagram');

const Vigil = await import('@vigil/node');
Vigil.init({ release: 'shop@1.0.0' });
await Vigil.diagnose({ testEvent: true });
Vigil.addBreadcrumb({ message: 'before' });
Vigil.startSession();
Vigil.captureException(new Error('broken'));
await Vigil.close();
console.log(JSON.stringify({ asked: [...asked] }));
