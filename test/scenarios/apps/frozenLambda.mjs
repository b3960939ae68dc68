// An invocation that fails; the host freezes the process as soon as the handler's promise has settled. The argument: `flush` of the handler.
import { writeSync } from 'node:fs';
import * as Vigil from '@vigil/node';

Vigil.init();
const [flush] = process.argv.slice(2).map(text => JSON.parse(text));
const handler = Vigil.wrapHandler(
  async () => {
    throw new RangeError('in the invocation');
  },
  { name: 'mailer', system: 'aws_lambda', ...(flush !== undefined && { flush }) },
);
handler().catch(() => {
  writeSync(1, `listening ${process.pid}\n`);
  process.kill(process.pid, 'SIGSTOP');
});
