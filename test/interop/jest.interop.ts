import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startIngest } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';

const program = process.env['INTEROP_JEST'];
const apps = fileURLToPath(new URL('./apps', import.meta.url));

describe.skipIf(!program)('Jest', () => {
  it.each([
    ['reachable', true],
    ['unreachable', false],
  ])('ends by itself with the SDK running, its server %s', async (_how, isThere) => {
    const ingest = await startIngest();
    if (!isThere) await ingest.close();
    const folder = mkdtempSync(join(tmpdir(), 'vigil-jest-'));
    const config = JSON.stringify({
      rootDir: apps,
      testMatch: ['**/shop.jest.cjs'],
      transform: {},
      cacheDirectory: folder,
      watchman: false,
    });
    const { NODE_OPTIONS: _options, VITEST: _vitest, ...inherited } = process.env;
    const env = { ...inherited, SENTRY_DSN: ingest.dsn, TMPDIR: folder, NODE_ENV: 'test' };
    const args = [program!, '--config', config, '--runInBand'];
    const { stderr } = await promisify(execFile)(process.execPath, args, { env, cwd: apps, timeout: 60_000 });
    expect(stderr).toContain('1 passed');
    expect(stderr).not.toContain('did not exit');
    if (isThere) await ingest.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
