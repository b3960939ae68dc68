import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Example {
  /** Where it listens. */
  url: string;
  /** Asks it to end as a supervisor does (SIGTERM); what it printed, and how it ended. */
  stop(): Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/** The server of an example as `npm start` runs it, with the built packages. */
export async function startExample(name: string, env: Record<string, string>): Promise<Example> {
  const file = fileURLToPath(new URL(`../../examples/${name}/server.mjs`, import.meta.url));
  const temporary = mkdtempSync(join(tmpdir(), 'vigil-example-'));
  const { NODE_OPTIONS: _options, VITEST: _vitest, NODE_ENV: _env, ...inherited } = process.env;
  const child = spawn(process.execPath, [file], { env: { ...inherited, TMPDIR: temporary, PORT: '0', ...env }, stdio: 'pipe' });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', chunk => {
    stdout += chunk;
  });
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  const closed = once(child, 'close').then(([code]) => {
    rmSync(temporary, { recursive: true, force: true });
    return { code: code as number | null, stdout, stderr };
  });
  const stop = () => {
    child.kill('SIGTERM');
    return closed;
  };
  for (;;) {
    const url = /^listening (\S+)$/m.exec(stdout)?.[1];
    if (url) return { url, stop };
    await Promise.race([once(child.stdout, 'data'), closed]);
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode} before it listened:\n${stderr}`);
  }
}
