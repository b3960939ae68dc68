import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { app, startProgram } from './startProgram';

let ingest: Awaited<ReturnType<typeof startIngest>>;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest.close());
beforeEach(() => ingest.reset());

/** What had arrived when the process was frozen. It says its process id then. */
async function whenFrozen(args: string[]): Promise<Array<string | undefined>> {
  const { url: pid, stop } = await startProgram(app('frozenVercel.mjs'), { dsn: ingest.dsn, args, env: { VERCEL: '1' } });
  const arrived = ingest.events().map(event => event.exception?.values?.[0]?.value);
  process.kill(Number(pid), 'SIGKILL');
  expect(await stop()).toMatchObject({ signal: 'SIGKILL', stderr: '' });
  return arrived;
}

describe("a function on Vercel's Node runtime, without a flush", () => {
  it.each(['by hand', 'after an await', 'automatic'])('has delivered before it is frozen what was captured %s', async how => {
    expect(await whenFrozen([how])).toEqual(['in the function']);
  });
  it('has not where the host waits for nothing', async () => {
    expect(await whenFrozen(['by hand', 'without'])).toEqual([]);
  });
});
