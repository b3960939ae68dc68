// `npm run fuzz [-- <values> [<seed>]]`: hostile values, secrets among them, through everything that takes one; 1,000,000 from seed 1.
import { join } from 'node:path';
import { ready, root, run } from './ready.mjs';

const [values = '1000000', seed = '1'] = process.argv.slice(2);
ready();
run(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'test/hostile/hostile.test.ts'], {
  env: { ...process.env, FUZZ_VALUES: values, FUZZ_SEED: seed },
});
