import * as Vigil from '@vigil/node';

Vigil.init();
Vigil.captureException(new Error('captured in the last line'));
process.exit(1);
