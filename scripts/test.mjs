// `npm test`: everything that a fresh clone needs, then every test. Arguments go to vitest: `npm test -- packages/core`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ready, root, run } from './ready.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major + minor / 100 < 20.19 || (major >= 21 && major + minor / 100 < 22.12)) {
  console.error(
    `The test runner needs Node 20.19, 22.12 or newer; this is ${process.versions.node}. The packages themselves run on all of Node 20.`,
  );
  process.exit(1);
}
ready();
// A folder of its own: what earlier runs left in the common one, spools for the same addresses among it, is no affair of this run.
const folder = mkdtempSync(join(tmpdir(), 'vigil-test-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
run(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)], {
  env: { ...process.env, TMPDIR: folder, VIGIL_BUILT: '1' },
});
