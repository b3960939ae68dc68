// A worker that fails; nobody listens to its errors. With the argument `sdk` the worker reports by itself too.
import { Worker } from 'node:worker_threads';
import * as Vigil from '@vigil/node';

Vigil.init();
const sdk = process.argv[2] === 'sdk';
const before = `const Vigil = require('@vigil/node'); Vigil.init(); Vigil.captureException(new Error('by hand in the worker')); `;
const worker = new Worker(sdk ? `${before}Vigil.flush().then(() => {});` : 'throw new RangeError("in the worker")', { eval: true });
worker.on('exit', code => console.log(JSON.stringify({ code, isOurs: Vigil.isEnabled() })));
