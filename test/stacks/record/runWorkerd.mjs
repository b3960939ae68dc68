// workerd: one worker that holds every program as a module and runs the one that a request names.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from './runProcess.mjs';

const ENTRY = `export default {
  async fetch(request) {
    const { pathname } = new URL(request.url);
    const { run } = await import('.' + decodeURIComponent(pathname));
    const error = await new Promise((resolve, reject) => run(resolve).catch(reject));
    return Response.json({ name: String(error.name), message: String(error.message), stack: error.stack });
  },
};
`;

const text = value => JSON.stringify(value);

export async function runWorkerd(engine, composed) {
  const [binary] = engine.command();
  const version = spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout.trim().split(' ').at(-1);
  const folder = mkdtempSync(join(tmpdir(), 'stacks-'));
  const files = { 'worker.js': ENTRY };
  for (const program of composed) Object.assign(files, program.files);
  writeFiles(folder, files);
  const modules = Object.keys(files).map(name => `(name = ${text(name)}, esModule = embed ${text(name)})`);
  writeFileSync(
    join(folder, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (modules = [${modules.join(', ')}], compatibilityDate = "2025-01-01"))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]);`,
  );
  const server = spawn(binary, ['serve', '--control-fd=3', join(folder, 'config.capnp')], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  });
  const { port } = await new Promise(resolve => server.stdio[3].once('data', data => resolve(JSON.parse(data))));
  const reports = new Map();
  for (const { slug, main } of composed) {
    const response = await fetch(`http://127.0.0.1:${port}/${encodeURIComponent(main).replaceAll('%2F', '/')}`);
    if (response.ok) reports.set(slug, await response.json());
    else console.error(`workerd ${slug}: ${(await response.text()).slice(0, 300)}`);
  }
  server.kill();
  rmSync(folder, { recursive: true });
  return { version, reports };
}
