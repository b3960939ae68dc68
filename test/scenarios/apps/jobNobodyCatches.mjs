// A handler fails and its caller does not care. The argument: attempts there may be; this is the first.
import * as Vigil from '@vigil/node';

Vigil.init();
const max = Number(process.argv[2]);
Vigil.wrapHandler(
  async () => {
    throw new RangeError('nobody catches it');
  },
  { name: 'mail', attempt: () => ({ current: 1, max }) },
)();
