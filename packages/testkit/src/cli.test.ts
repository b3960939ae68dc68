import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder = '';
let file = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigil-cli-'));
  file = join(folder, 'cli.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('cli.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: file,
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Started {
  child: ChildProcess;
  read(): { out: string; err: string };
  /** Resolves when `text` stands on stderr or stdout. */
  saw(text: string): Promise<void>;
  ended: Promise<number | null>;
}
function start(...args: string[]): Started {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const written = { out: '', err: '' };
  child.stdout.on('data', chunk => {
    written.out += chunk;
    child.emit('written');
  });
  child.stderr.on('data', chunk => {
    written.err += chunk;
    child.emit('written');
  });
  const saw = async (text: string) => {
    while (!`${written.out}${written.err}`.includes(text)) await once(child, 'written');
  };
  return { child, read: () => written, saw, ended: once(child, 'exit').then(([code]) => code as number | null) };
}

describe('vigil-ingest as a process', () => {
  it('prints reports without colours into a pipe, saves, and ends well on Ctrl-C, an unanswered request or not', async () => {
    const saved = join(folder, 'saved.ndjson');
    const { child, read, saw, ended } = start('--port', '0', '--status', '200,hang', '--save', saved);
    await saw('Ctrl-C');
    const url = /http:\S+/.exec(read().err)?.[0] ?? '';
    const send = (message: string) => fetch(url, { method: 'POST', body: `{}\n{"type":"event"}\n{"message":"${message}"}` });
    await send('one');
    const hanging = send('two').catch(() => 'broken off');
    await saw('x two');
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(await hanging).toBe('broken off');
    expect(read().out).toContain('x one\n  error\n');
    expect(read().err).toContain('Received: 2 events.');
    expect((await readFile(saved, 'utf8')).trimEnd().split('\n')).toHaveLength(2);
  });

  it('ends with 1 when the port is taken and 2 when it does not understand', async () => {
    const first = start('--port', '0');
    await first.saw('Ctrl-C');
    const port = /:(\d+)\n/.exec(first.read().err)?.[1] ?? '';
    const second = start('--port', port);
    expect([await second.ended, second.read().err]).toEqual([1, expect.stringContaining('is taken')]);
    expect(await start('--nonsense').ended).toBe(2);
    expect(await start('--help').ended).toBe(0);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });
});
