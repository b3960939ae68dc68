import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { start, stopAll } from '../http/fixtures/live';
import { oldFile } from '../source/fixtures/oldFile';

const folder = mkdtempSync(join(tmpdir(), 'vigil-mapped-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(stopAll);

/** The frame of an error whose stack says it was thrown there. */
async function frameOf(place: string) {
  const kit = start();
  const error = new Error('failed');
  error.stack = `Error: failed\n    at load (${place})`;
  kit.client.captureException(error);
  const { exception } = await kit.waitForEvent('failed');
  return exception?.values?.[0]?.stacktrace?.frames?.[0];
}

describe('a stack that was mapped, from the working folder', () => {
  it('is the application’s, with its lines', async () => {
    const path = oldFile(join(folder, 'page.svelte'), '<script>\n  fail();\n</script>\n');
    expect(await frameOf(`${relative(process.cwd(), path)}:2:3`)).toMatchObject({
      filename: path,
      abs_path: path,
      in_app: true,
      lineno: 2,
      context_line: '  fail();',
    });
  });

  it.each([
    ['src/routes/orders/[id]/+server.ts', true],
    ['node_modules/pg/lib/client.js', false],
  ])('says of %s, which is not on the machine, whether it is: %s', async (file, in_app) => {
    const frame = await frameOf(`${file}:8:9`);
    expect(frame).toMatchObject({ filename: resolve(file), in_app });
    expect(frame).not.toHaveProperty('context_line');
  });

  it.each(['my-eval.js', 'evalmachine.<anonymous>', './src/eval.js', 'node:internal/fs/promises'])('leaves %s', async file => {
    expect(await frameOf(`${file}:1:2`)).toMatchObject({ filename: file });
  });
});
