import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startIngest } from '@vigil/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { leftInOrder } from './leftInOrder';
import { app, runProgram } from './startProgram';

const NOBODY = 'http://public@127.0.0.1:9/1';
let ingest: Awaited<ReturnType<typeof startIngest>>;
let folder: string;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest.close());
beforeEach(() => {
  ingest.reset();
  folder = mkdtempSync(join(tmpdir(), 'vigil-consent-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const spool = () => join(folder, 'spool');
const stored = () => (existsSync(spool()) ? readdirSync(spool()) : []);
const run = (args: readonly string[], dsn = ingest.dsn) =>
  runProgram(app('consent.mjs'), { dsn, args: [...args], env: { SPOOL: spool() } });
const told = () => ingest.events().map(event => event.exception?.values?.[0]?.value);

describe('a process without consent', () => {
  it.each(
    [
      ['pending', 'exit'],
      ['pending', 'throw'],
      ['pending', 'signal'],
      ['denied', 'throw'],
      ['pending', 'denied', 'throw'],
      ['granted', 'denied', 'exit'],
      ['anything else', 'throw'],
    ].map(args => [args.join(', '), args] as const),
  )('%s: sends nothing and stores nothing', async (_how, args) => {
    await run(args);
    expect(ingest.requests).toEqual([]);
    await run(args, NOBODY);
    expect(stored()).toEqual([]);
  });

  it('ends as it would without us', async () => {
    expect(await run(['pending', 'throw'])).toMatchObject({ code: 1, stderr: expect.stringContaining('Error: the last one') });
    expect(await run(['denied', 'signal'])).toMatchObject({ signal: 'SIGTERM' });
    expect(await run(['pending', 'exit'])).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('a process with it', () => {
  it('delivers what waited, in its order, up to the error that ends it', async () => {
    await run(['pending', 'granted', 'throw']);
    expect(told().sort()).toEqual(['captured with pending', 'the last one']);
    expect(leftInOrder(ingest, ['captured with pending', 'the last one'])).toBe(true);
  });
  it('stores what nobody takes', async () => {
    await run(['granted', 'exit'], NOBODY);
    expect(stored()).not.toEqual([]);
  });
});

describe('what an earlier process stored', () => {
  let before: string[];
  beforeEach(async () => {
    await run(['granted', 'exit'], NOBODY);
    before = stored();
    expect(before).not.toEqual([]);
  });
  it('is left alone while consent is pending', async () => {
    await run(['pending', 'exit'], NOBODY);
    expect(stored()).toEqual(before);
  });
  it.each([[['denied', 'exit']], [['pending', 'denied', 'exit']]])('is erased: %j', async args => {
    await run(args, NOBODY);
    expect(stored()).toEqual([]);
  });
});
