// A process with the consent given first, then the others in turn; ends by what is named last: `exit`, `throw` or `signal`.
import * as Vigil from '@vigil/node';

const [consent, ...rest] = process.argv.slice(2);
const end = rest.pop();
Vigil.init({ dsn: process.env.SENTRY_DSN, consent, release: 'shop@1', spool: { dir: process.env.SPOOL }, shutdownTimeout: 500 });
Vigil.captureException(new Error(`captured with ${consent}`));
for (const state of rest) Vigil.setConsent(state);
if (end === 'exit') process.exit(0);
if (end === 'signal') process.kill(process.pid, 'SIGTERM');
if (end === 'throw') throw new Error('the last one');
