// `npm test`: everything that a fresh clone needs, then every test. Arguments go to vitest: `npm test -- packages/core`.
import { join } from 'node:path';
import { ready, root, run } from './ready.mjs';

ready();
run(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)]);
