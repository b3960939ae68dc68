import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { useStage } from './fixtures/useStage';

const used = useStage();
const { run, arrived } = used;

// longer than any test may take: it would be waited for where a Worker that cannot run was started
const begin = `init({ shutdownTimeout: 600_000 }); const fs = require('node:fs');`;

describe('a process in which no Worker could run ends at once, and the spool keeps what is unsent', () => {
  it.each([
    ['process.exit', `V.captureException(new Error('told')); process.exit(3);`, 3],
    ['an uncaught error', `throw new Error('told');`, 1],
  ])('its working folder was deleted (%s)', async (_how, end, code) => {
    const program = `${begin} const gone = fs.mkdtempSync(require('node:os').tmpdir() + '/gone-'); process.chdir(gone); process.cwd(); fs.rmdirSync(gone);`;
    expect((await run(`${program} ${end}`)).code).toBe(code);
    expect(arrived()).toEqual([]);
    await run(`init();`);
    expect(arrived()).toEqual(['told']);
  });

  it.skipIf(process.platform === 'win32')('it has no descriptors left but those that the spool needs', async () => {
    const program = `${begin} const open = []; try { while (open.push(fs.openSync('/dev/null'))); } catch {}
for (let n = 0; n < 3; n++) fs.closeSync(open.pop());
V.captureException(new Error('told')); process.exit(3);`;
    expect((await run(program, { prefix: ['sh', '-c', 'ulimit -n 64; exec "$@"', 'sh'] })).code).toBe(3);
    expect(arrived()).toEqual([]);
    await run(`init();`);
    expect(arrived()).toEqual(['told']);
  });
});

it.skipIf(process.platform !== 'linux')('too little address space for a Worker: the exit code is kept, where V8 would abort', async () => {
  const size = `const size = Number(/VmSize:\\s+(\\d+)/.exec(require('node:fs').readFileSync('/proc/self/status'))[1]);`;
  const { stdout } = await run(`init(); ${size} console.log(size);`);
  const limit = Number(stdout) + 400_000;
  const ending = await run(`${begin} throw new Error('told');`, { prefix: ['sh', '-c', `ulimit -v ${limit}; exec "$@"`, 'sh'] });
  expect([ending.code, ending.signal]).toEqual([1, null]);
  expect(ending.stderr).toContain('Error: told');
  await run(`init();`);
  expect(arrived()).toEqual(['told']);
});

it('started from a startup snapshot, where Node aborts a process whose Worker loads net: the exit code is kept', async () => {
  const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const [file, blob] = [join(used.stage.tmp, 'snapshot.cjs'), join(used.stage.tmp, 'snapshot.blob')];
  const contents = `import { startupSnapshot } from 'node:v8';
import * as V from './endingSdk';
startupSnapshot.setDeserializeMainFunction(() => { V.init(); V.captureException(new Error('told')); process.exit(3); });`;
  const alias = { '@vigil/core': path('../../../core/src/index.ts') };
  const stdin = { contents, resolveDir: path('./fixtures') };
  await build({ stdin, bundle: true, platform: 'node', format: 'cjs', outfile: file, alias, logLevel: 'silent' });
  execFileSync(process.execPath, ['--snapshot-blob', blob, '--build-snapshot', file], { stdio: 'ignore' });
  const env = { ...process.env, TMPDIR: used.stage.tmp, TEST_DSN: used.ingest.dsn };
  const [code] = await once(spawn(process.execPath, ['--snapshot-blob', blob], { env, stdio: 'ignore' }), 'exit');
  expect([code, arrived()]).toEqual([3, []]);
  await run(`init();`);
  expect(arrived()).toEqual(['told']);
});
