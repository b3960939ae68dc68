// Captures so many errors, prints their ids, and ends by a signal in the next line; or sends what others left.
import { existsSync, readdirSync, writeSync } from 'node:fs';
import * as Vigil from '@vigil/node';

const [how, dir, times] = process.argv.slice(2);
Vigil.init({ spool: { dir, when: 'always' }, budget: false });
setInterval(() => {
  if (how === 'drain' && !(existsSync(dir) && readdirSync(dir).length)) process.exit(0);
}, 10);
for (let n = 0; n < Number(times); n++) writeSync(1, `${Vigil.captureException(new Error(`number ${n}`))}\n`);
if (how !== 'drain') process.kill(process.pid, how);
