import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

// Whether a process ends, and when, shows in a process of its own only. Less than the 10 s after which a send gives up by itself.
const MAX_LIFE_MS = 8_000;

let dir: string;
let server: http.Server;
let answer: (response: http.ServerResponse) => void;
let got: number;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-life-'));
  const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  await build({
    entry: [source('./nodeTransport.ts')],
    outDir: dir,
    format: 'esm',
    outExtension: () => ({ js: '.mjs' }),
    config: false,
    silent: true,
    noExternal: [/@vigil/],
    esbuildOptions: options => {
      options.alias = { '@vigil/core': source('../../../core/src/index.ts') };
    },
  });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

beforeEach(async () => {
  got = 0;
  answer = response => response.end();
  server = http.createServer((request, response) => {
    request.resume().on('end', () => {
      got++;
      answer(response);
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

/** Runs `program` after a transport to our server was made; `code` is null when it had to be killed. */
function run(program: string): Promise<{ code: number | null; out: string }> {
  const file = join(dir, 'program.mjs');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const head = `import { makeNodeTransport } from './nodeTransport.mjs';
    const transport = makeNodeTransport({ url: '${url}' });
    const envelope = [{}, [[{ type: 'event' }, { message: 'x' }]]];\n`;
  writeFileSync(file, head + program);
  return new Promise(resolve => {
    execFile(process.execPath, [file], { timeout: MAX_LIFE_MS, killSignal: 'SIGKILL' }, (error, out, err) => {
      resolve({ code: error ? ((error as { code?: number | null }).code ?? null) : 0, out: out + err });
    });
  });
}

describe('a process with a transport', () => {
  it('has loaded neither https nor zlib, and opened nothing, before the first send', async () => {
    const { out } = await run(`console.log(process.moduleLoadList.filter(name => /NativeModule (https|zlib|tls)$/.test(name)),
      process.getActiveResourcesInfo().filter(name => /TCP|Timer|Timeout/.test(name)));`);
    expect(out).toBe('[] []\n');
  });

  it('ends when its work is done, although a connection is kept', async () => {
    const { code, out } = await run(`transport.send(envelope).then(answer => console.log(answer.statusCode)); await transport.flush();`);
    expect({ code, out, got }).toEqual({ code: 0, out: '200\n', got: 1 });
  });

  it('ends at once when nobody waits for a server that does not answer', async () => {
    answer = () => {};
    expect(await run(`transport.send(envelope).catch(() => {}); process.on('exit', () => console.log('end'));`)).toEqual({
      code: 0,
      out: 'end\n',
    });
  });

  it('lives until a flush is through', async () => {
    answer = response => setTimeout(() => response.end(), 300);
    const { code, out } = await run(`for (let nth = 0; nth < 50; nth++) transport.send(envelope);
      console.log(await transport.flush());`);
    expect({ code, out, got }).toEqual({ code: 0, out: 'true\n', got: 50 });
  });

  it('lives until a flush without a limit is through that nothing else keeps alive', async () => {
    answer = response => setTimeout(() => response.destroy(), 300);
    const { code, out } = await run(`transport.send(envelope).catch(() => console.log('lost'));
      console.log(await transport.flush());`);
    expect({ code, out }).toEqual({ code: 0, out: 'lost\ntrue\n' });
  });

  it('ends after the time a flush was given', async () => {
    answer = () => {};
    expect(await run(`transport.send(envelope).catch(() => {}); console.log(await transport.flush(100));`)).toEqual({
      code: 0,
      out: 'false\n',
    });
  });

  it('ends although timers are faked while a flush is on its way, and asks no fake for what it did not make', async () => {
    const { code, out } = await run(`const flushed = [transport.send(envelope), transport.flush(5_000)];
      const made = new Set();
      globalThis.setInterval = globalThis.setTimeout = () => { const timer = {}; made.add(timer); return timer; };
      globalThis.clearInterval = globalThis.clearTimeout = timer => { if (!made.has(timer)) console.log('not mine'); };
      await Promise.all(flushed);
      console.log('done');`);
    expect({ code, out, got }).toEqual({ code: 0, out: 'done\n', got: 1 });
  });
});
