// A set of tests apart from `npm test`, which goes on whatever can be had: its last line is `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cache, root } from './ready.mjs';

/** Runs `test/<name>` with its own configuration, writes vitest's JSON report to the first argument of this process, and ends it. */
export function testReport(name, env) {
  const report = process.argv[2] ?? join(cache, `${name}.json`);
  // that of an earlier run must not be counted for one that did not come so far
  rmSync(report, { force: true });
  const args = ['run', '--config', `test/${name}/vitest.config.ts`, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  const {
    numPassedTests = 0,
    numFailedTests = 1,
    numPendingTests = 0,
  } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  console.log(`\n${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
  process.exit(status ?? 1);
}
