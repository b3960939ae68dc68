// Captures for a project that is not there, and ends in the way it is told: exit, flush, end or throw.
import * as Vigil from '@vigil/node';

const [way] = process.argv.slice(2);
Vigil.init();
Vigil.captureException(new Error('a'));
Vigil.captureMessage('b');
process.exitCode = 4;
if (way === 'exit') process.exit();
if (way === 'flush') await Vigil.flush();
if (way === 'throw') throw new TypeError('boom');
