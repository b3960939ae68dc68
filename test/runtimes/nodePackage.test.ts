import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runProgram, startProgram } from '../scenarios/startProgram';
import { crossings } from './crossings';
import { load, ways } from './load';
import { runtime } from './runtime';

let ingest: Awaited<ReturnType<typeof startIngest>>;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest.close());
beforeEach(() => ingest.reset());

const app = (name: string): URL => new URL(`./apps/${name}`, import.meta.url);
/** Bun leaves out the frame of the module itself once somebody has read the stack of an error. */
const withoutFrames = (text: string): string => text.replace(/^\s+at .*\n/gm, '');

describe.each([runtime('bun'), runtime('deno'), runtime('node')])('@vigil/node on $title', ({ name, binary = '', nodeArgs }) => {
  const runs = it.skipIf(!binary);

  runs('1,000 concurrent requests of node:http: no user, tag, breadcrumb or trace of another, every event delivered', async () => {
    const program = await startProgram(app('nodeHttp.mjs'), { dsn: ingest.dsn, binary, nodeArgs });
    const sent = await load(program.url, { count: 1_000, ways, sockets: 40 });
    const { code, stderr } = await program.stop();
    expect([code, stderr]).toEqual([0, '']);
    expect(crossings(ingest.events(), sent)).toEqual([]);
  });

  type Way = [way: string, title: string, value: string, handled: boolean];
  runs.each<Way>([
    ['exit', 'process.exit in the next line', 'captured before process.exit', true],
    ...(name === 'deno' ? [['denoExit', 'Deno.exit in the next line', 'captured before Deno.exit', true] as Way] : []),
    ['natural', 'the natural end', 'captured before the end', true],
    ['raises', 'a signal raised in the last turn', 'captured before the signal', true],
    ['throws', 'an uncaught error', 'nobody caught this', false],
    ['throwsLater', 'an uncaught error of a timer', 'nobody caught this', false],
    ['rejects', 'an unhandled rejection', 'nobody awaited this', false],
    ['rejectsLater', 'an unhandled rejection of an async function', 'nobody awaited this', false],
    ['listens', 'an unhandled rejection that the application listens to', 'nobody awaited this', false],
  ])('%s: %s is delivered once, exit code and output are those without the SDK', async (way, _title, value, handled) => {
    const run = (...args: string[]) => runProgram(app('ending.mjs'), { dsn: ingest.dsn, binary, nodeArgs, args, env: { NO_COLOR: '1' } });
    const bare = await run(way, 'bare');
    expect(ingest.envelopes).toEqual([]);
    const { stderr, ...ending } = await run(way);

    expect(withoutFrames(stderr)).toBe(withoutFrames(bare.stderr));
    expect(ending).toEqual({ code: bare.code, signal: bare.signal, stdout: bare.stdout });
    expect(ingest.events().map(event => [event.exception?.values?.[0]?.value, event.exception?.values?.[0]?.mechanism?.handled])).toEqual([
      [value, handled],
    ]);
    expect(ingest.events()[0]?.contexts?.['runtime']?.['name']).toBe(name);
  });

  runs('a request of fetch goes on in the trace, and leaves one breadcrumb', async () => {
    const { code, stderr } = await runProgram(app('fetches.mjs'), { dsn: ingest.dsn, binary, nodeArgs });
    expect([code, stderr]).toEqual([0, '']);
    const [event] = ingest.events();
    expect(event?.message).toContain(event?.contexts?.['trace']?.['trace_id']);
    expect(event?.breadcrumbs?.map(({ category, data }) => [category, data?.['method'], data?.['status_code']])).toEqual([
      ['fetch', 'POST', 200],
    ]);
  });
});

const bun = runtime('bun');
it.skipIf(!bun.binary).each([
  ['without a source map', []],
  ['with one, which names files relative to the folder it was made in', ['--sourcemap']],
])(`@vigil/node in an executable that ${bun.title} made, %s: delivered, and its frames are the application’s`, async (_how, options) => {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-compiled-'));
  const binary = join(folder, 'compiled');
  const file = fileURLToPath(app('compiled.mjs'));
  execFileSync(bun.binary ?? '', ['build', file, '--compile', ...options, '--outfile', binary], { stdio: 'ignore' });
  expect((await runProgram(app('compiled.mjs'), { dsn: ingest.dsn, binary })).code).toBe(1);
  rmSync(folder, { recursive: true });
  expect(ingest.events()).toHaveLength(1);
  const frame = ingest.events()[0]?.exception?.values?.[0]?.stacktrace?.frames?.at(-1);
  expect(frame).toMatchObject({ function: expect.stringMatching('fail'), in_app: true });
});

const deno = runtime('deno');
it.skipIf(!deno.binary)(
  `@vigil/node on ${deno.title}: works with as little as the network and the DSN allowed, and asks for nothing`,
  async () => {
    const nodeArgs = ['run', '--no-prompt', '--allow-net', '--allow-env=SENTRY_DSN', '--no-lock', '--node-modules-dir=manual'];
    const { code, stderr } = await runProgram(app('ending.mjs'), { dsn: ingest.dsn, binary: deno.binary ?? '', nodeArgs, args: ['exit'] });
    expect([code, stderr]).toEqual([3, '']);
    expect(ingest.events()).toHaveLength(1);
  },
);
