// Consumes the messages it is given as arguments; each fails.
import * as Vigil from '@vigil/node';

Vigil.init();
Vigil.setUser({ id: 'consumer' });
const handler = Vigil.wrapHandler(
  async message => {
    throw new RangeError(`order ${message.order}`);
  },
  { name: 'orders', carrier: message => message.carrier },
);
const errors = [];
for (const text of process.argv.slice(2)) await handler(JSON.parse(text)).catch(error => errors.push(error.message));
await Vigil.flush();
console.log(JSON.stringify(errors));
