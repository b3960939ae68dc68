import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startIngest } from '@vigil/testkit';
import { expect, it } from 'vitest';

const run = promisify(execFile);

it.each([
  ['@vigil/node', 'init'],
  ['@vigil/node', 'createClient'],
  ['@vigil/fetch', 'init'],
  ['@vigil/fetch', 'createClient'],
  ['@vigil/fetch/als', 'init'],
])('%s, %s: a process does not end under an awaited flush while a retry waits', async (name, make) => {
  const ingest = await startIngest({ plan: [503, 200] });
  const program = `import * as Vigil from '${name}';
    const client = Vigil.${make}({ dsn: '${ingest.dsn}', retry: { baseMs: 200 } });
    client.captureMessage('x');
    console.log(await client.flush());`;
  const cwd = fileURLToPath(new URL('.', import.meta.url));
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { cwd });
  await ingest.close();
  expect([stdout, ingest.requests.length]).toEqual(['true\n', 2]);
});
