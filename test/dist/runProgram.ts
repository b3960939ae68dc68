import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { entries } from '../../scripts/entries.mjs';

const run = promisify(execFile);

/** Runs a program of programs/ in a process of its own, where the packages are the built ones, and reads the JSON it prints. */
export async function runProgram(name: string, args: string[] = [], flags: string[] = []): Promise<Record<string, unknown>> {
  const missing = entries().find(({ esm }) => !existsSync(esm.code));
  if (missing) throw new Error(`${missing.specifier} is not built: npm run build`);
  const path = fileURLToPath(new URL(`./programs/${name}`, import.meta.url));
  // its own: what another program left in the spool is not for this one
  const temporary = await mkdtemp(join(tmpdir(), 'vigil-dist-'));
  const env = { ...process.env, NODE_OPTIONS: '', NODE_ENV: '', SENTRY_DSN: '', VITEST: '', TMPDIR: temporary };
  try {
    const { stdout, stderr } = await run(process.execPath, [...flags, path, ...args], { env, timeout: 20_000 });
    if (stderr) throw new Error(`${name} wrote to stderr:\n${stderr}`);
    return JSON.parse(stdout) as Record<string, unknown>;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
