// `npm test`: everything that a fresh clone needs, then every test. Arguments go to vitest: `npm test -- packages/core`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ready, root, run } from './ready.mjs';

ready();
// A folder of its own: what earlier runs left in the common one, spools for the same addresses among it, is no affair of this run.
const folder = mkdtempSync(join(tmpdir(), 'vigil-test-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
run(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)], {
  env: { ...process.env, TMPDIR: folder },
});
