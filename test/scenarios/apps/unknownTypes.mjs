// Sends sessions and errors to a server that knows errors alone.
import * as Vigil from '@vigil/node';

const [backend] = process.argv.slice(2);
Vigil.init({ backend, release: 'app@1', integrations: defaults => defaults.filter(({ name }) => name !== 'ProcessSession') });
const errors = [];
for (let n = 0; n < 3; n++) {
  Vigil.startSession();
  Vigil.endSession();
  Vigil.getClient().recordDroppedEvent('queue_overflow', 'error');
  const id = Vigil.captureException(new Error(`error ${n}`));
  await Vigil.flush();
  errors.push((await Vigil.outcome(id)).status);
}
console.log(JSON.stringify({ errors, sessions: Vigil.getClient().stats().outcomes.session }));
