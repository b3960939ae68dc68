import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { app, runProgram } from './startProgram';

let ingest: Awaited<ReturnType<typeof startIngest>>;
const dir = mkdtempSync(join(tmpdir(), 'vigil-spool-'));
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  await ingest.close();
});
beforeEach(() => ingest.reset());

const end = (how: string, times = 1) => runProgram(app('captureThenEnd.mjs'), { dsn: ingest.dsn, args: [how, dir, `${times}`] });
const ids = () => ingest.events().map(event => event.event_id);

it('scenario 3: SIGTERM right after 100 captures: all are delivered, and the exit is by the signal', async () => {
  const { code, signal, stdout, stderr } = await end('SIGTERM', 100);
  expect([code, signal, stderr]).toEqual([null, 'SIGTERM', '']);
  expect(new Set(ids())).toEqual(new Set(stdout.trim().split('\n')));
});

it('scenario 3, the server down: all are in the spool, and the next start sends each once', async () => {
  ingest.respond(503);
  const { signal, stdout } = await end('SIGTERM', 100);
  expect(signal).toBe('SIGTERM');
  ingest.reset();
  await end('drain', 0);
  expect(ids().sort()).toEqual(stdout.trim().split('\n').sort());
});

it("spool: 'always' and SIGKILL in the next line: the next start sends it under the id that the capture returned", async () => {
  const { signal, stdout } = await end('SIGKILL');
  expect([signal, ids()]).toEqual(['SIGKILL', []]);
  await end('drain', 0);
  expect(ids()).toEqual([stdout.trim()]);
});
