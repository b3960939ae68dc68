// The ways to write an import, of the package named by the argument.
import { createRequire } from 'node:module';
import * as Namespace from '@vigil/node';
import { captureException, close, init } from '@vigil/node';

const required = createRequire(import.meta.url)('@vigil/node');
const { captureException: destructured } = required;
const dynamic = await import('@vigil/node');
console.log(
  JSON.stringify({
    named: [init, captureException, close].every(value => typeof value === 'function'),
    namespace: Namespace.init === init && dynamic.init === init,
    required: destructured === required.captureException && typeof destructured === 'function',
    sameNames: Object.keys(Namespace).sort().join() === Object.keys(required).sort().join(),
  }),
);
