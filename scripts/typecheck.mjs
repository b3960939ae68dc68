// Types of each package as strict as they come, library files included; then the tests and configs against the sources.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packages, ready, root } from './ready.mjs';

ready();
const projects = [...packages.map(name => `packages/${name}/tsconfig.json`), 'tsconfig.json', 'tsconfig.browser.json'];
const results = projects.map(project => {
  console.log(project);
  return spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project, '--noEmit'], {
    cwd: root,
    stdio: 'inherit',
  });
});
process.exitCode = results.every(({ status }) => status === 0) ? 0 : 1;
