import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ingest, startIngest } from '@vigil/testkit';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { binaryOf } from '../runtimes/binaryOf';
import { entry } from './compile';
import { runSources, topFrame } from './runSources';

// the first that makes one without a further tool
const node = await binaryOf(26);

const PROGRAM = `import * as Vigil from ${JSON.stringify(entry)};
Vigil.init();
function pay(): never {
  throw new Error('nothing in the cart');
}
setTimeout(pay, 1);
`;

describe.skipIf(!node)(`a single executable application${node ? '' : ' (skipped: no Node 26)'}`, () => {
  let ingest: Ingest;
  /** Where it was made, and where it is started. */
  let made: string;
  let started: string;
  beforeAll(async () => {
    ingest = await startIngest();
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'vigil-executable-')));
    made = join(folder, 'made');
    started = join(folder, 'started');
    for (const each of [made, started]) mkdirSync(each, { recursive: true });
    writeFileSync(join(made, 'main.ts'), PROGRAM);
    for (const outfile of ['server.cjs', 'dist/server.cjs'])
      buildSync({
        absWorkingDir: made,
        entryPoints: ['main.ts'],
        outfile,
        bundle: true,
        platform: 'node',
        sourcemap: true,
        logLevel: 'error',
      });
  });
  afterAll(async () => {
    await ingest.close();
    rmSync(join(made, '..'), { recursive: true, force: true });
  });

  function makeExecutable(main: string): string {
    writeFileSync(join(made, 'sea.json'), JSON.stringify({ main, output: 'app', disableExperimentalSEAWarning: true }));
    execFileSync(node as string, ['--build-sea', 'sea.json'], { cwd: made, stdio: 'ignore' });
    return join(made, 'app');
  }

  it('made of a bundle beside it: its frames are the application’s, and named alike from wherever it is started', async () => {
    const binary = makeExecutable('server.cjs');
    const away = topFrame(await runSources(ingest, [], binary, started));
    expect(away).toMatchObject({ filename: './server.cjs', function: expect.stringContaining('pay'), module: 'server', in_app: true });
    expect(away).not.toHaveProperty('abs_path');
    expect(topFrame(await runSources(ingest, [], binary, tmpdir()))).toEqual(away);
  });

  it('made of one in a folder: the same, and where the bundle is to be read its frames say what was written', async () => {
    const binary = makeExecutable('dist/server.cjs');
    expect(topFrame(await runSources(ingest, [], binary, started))).toMatchObject({
      filename: './dist/server.cjs',
      module: 'server',
      in_app: true,
    });
    expect(topFrame(await runSources(ingest, [], binary, made))).toMatchObject({
      filename: join(made, 'main.ts'),
      lineno: 4,
      context_line: "  throw new Error('nothing in the cart');",
      in_app: true,
    });
  });
});
