// Starts itself once more with its trace in the environment; both report.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as Vigil from '@vigil/node';

Vigil.init();
const role = process.argv[2] ?? 'parent';
Vigil.captureException(new Error(`from the ${role}`));
if (role === 'parent') {
  const env = { ...process.env, ...Vigil.getTraceEnv() };
  await once(spawn(process.execPath, [fileURLToPath(import.meta.url), 'child'], { env, stdio: 'inherit' }), 'exit');
}
