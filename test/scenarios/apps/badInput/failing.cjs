// What all these applications fail with.
const { Readable } = require('node:stream');

/** Its name in the reports. */
exports.fail = (message, more) => Object.assign(new Error(message), more);

/** Cuts the connection some time after a failure that nobody answers. */
exports.leave = request => void setTimeout(() => (request.raw ?? request).socket.destroy(), 20);

/** Half a body, then an error. */
exports.halfStream = message =>
  Readable.from(
    (async function* half() {
      yield 'half';
      await new Promise(done => setTimeout(done, 10));
      throw exports.fail(message);
    })(),
  );

const hostile = () => {
  throw new Error('a trap');
};

/** What is no error, and what does not want to be looked at; made anew for each request. */
exports.values = {
  text: () => 'a text',
  empty: () => '',
  number: () => 42,
  zero: () => 0,
  false: () => false,
  null: () => null,
  undefined: () => undefined,
  symbol: () => Symbol('sign'),
  frozen: () => Object.freeze(exports.fail('frozen')),
  'frozen-object': () => Object.freeze({ status: 502 }),
  proxy: () => new Proxy(exports.fail('proxied'), {}),
  traps: () => new Proxy({}, { get: hostile, has: hostile, ownKeys: hostile, getPrototypeOf: hostile, getOwnPropertyDescriptor: hostile }),
  status: () => Object.defineProperty(exports.fail('bad status'), 'status', { get: hostile }),
};
