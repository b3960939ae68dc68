// `npm run test:interop [REPORT]`: what the built SDK sends, read back from servers that nobody here wrote. Prints `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, ready, root } from '../../scripts/ready.mjs';
import { bugsink, jest, spotlight } from './programs.mjs';

ready();
const env = { ...process.env };
for (const [name, get] of Object.entries({ spotlight, bugsink, jest })) {
  const { path, why } = get();
  env[`INTEROP_${name.toUpperCase()}`] = path ?? '';
  if (why) console.log(`skipped: ${name} cannot be had here (it is installed from its registry once, over the network): ${why}`);
}
console.log('skipped: GlitchTip comes as a container image alone, neither from npm nor from PyPI');

const report = process.argv[2] ?? join(cache, 'interop.json');
const args = ['run', '--config', 'test/interop/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const { status } = spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
  cwd: root,
  env,
  stdio: 'inherit',
});
const { numPassedTests = 0, numFailedTests = 1, numPendingTests = 0 } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
console.log(`\n${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
process.exit(status ?? 1);
