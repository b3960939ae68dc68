import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const script = fileURLToPath(new URL('../../scripts/nodeVersion.mjs', import.meta.url));

/** The Node binary of that major version; undefined where it is neither there nor to be had. */
export async function binaryOf(major: number): Promise<string | undefined> {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  return promisify(execFile)(process.execPath, [script, `${major}`], { timeout: 120_000 }).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );
}
