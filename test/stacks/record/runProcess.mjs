// Node, Bun, Deno: one process for each program, in a folder that the stacks then call /app.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export function writeFiles(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function run(command, folder, main) {
  return new Promise(resolve => {
    const child = spawn(command[0], [...command.slice(1), main], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, NO_COLOR: '1' },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', data => {
      out += data;
    });
    child.stderr.on('data', data => {
      err += data;
    });
    child.on('close', () => resolve({ out, err }));
  });
}

/** The version, and what each program reported, by slug. */
export async function runProcess(engine, composed) {
  const command = engine.command();
  const told = spawnSync(command[0], ['--version'], { encoding: 'utf8' }).stdout;
  const version = (engine.version ?? /(\d+\.\d+\.\d+\S*)/).exec(told)[1];
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'stacks-')));
  const reports = new Map();
  for (const { slug, main, files } of composed) {
    writeFiles(folder, files);
    const { out, err } = await run(command, folder, join(folder, main));
    const line = out.split('\n').find(text => text.startsWith('@stack '));
    if (line) reports.set(slug, JSON.parse(line.slice(7).replaceAll(folder, '/app').replaceAll('/root/build/', '/build/')));
    else console.error(`${engine.name} ${slug}: ${(out + err).slice(0, 600)}`);
  }
  rmSync(folder, { recursive: true });
  return { version, reports };
}
