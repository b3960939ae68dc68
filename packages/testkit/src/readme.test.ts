import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const alias = Object.fromEntries(['core', 'testkit'].map(name => [`@vigil/${name}`, join(root, 'packages', name, 'src/index.ts')]));
const run = promisify(execFile);
const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], NO_COLOR: '1' };

/** The examples marked `ts <runner>`, as people copy them. */
async function examplesFor(runner: string): Promise<string[]> {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  return [...readme.matchAll(/^```ts (\w+)\n([\s\S]*?)^```$/gm)].filter(([, name]) => name === runner).map(([, , code]) => code ?? '');
}

describe('the examples of the README', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vigil-readme-'));
    // Its own, or one that happens to lie in a folder above is taken.
    await writeFile(join(folder, 'tsconfig.json'), '{}');
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('run under node:test', async () => {
    const examples = await examplesFor('node');
    expect(examples.length).toBeGreaterThan(0);
    for (const [index, contents] of examples.entries()) {
      const outfile = join(folder, `example${index}.mjs`);
      await build({ stdin: { contents, loader: 'ts', resolveDir: folder }, bundle: true, platform: 'node', format: 'esm', alias, outfile });
      await run(process.execPath, ['--test', outfile], { env });
    }
  });

  it('run under Vitest', async () => {
    const examples = await examplesFor('vitest');
    expect(examples.length).toBeGreaterThan(0);
    for (const [index, code] of examples.entries()) await writeFile(join(folder, `example${index}.test.ts`), code);
    await writeFile(
      join(folder, 'vitest.config.mjs'),
      `export default { resolve: { alias: ${JSON.stringify(alias)} }, test: { include: ['*.test.ts'] } };`,
    );
    const { stdout } = await run(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder], { env });
    expect(stdout).toMatch(new RegExp(`Tests\\s+${examples.length} passed`));
  });
});
