import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startServer } from '../startServer';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));

/** What Bugsink made of the events of one kind. */
export interface BugsinkIssue {
  title: string;
  count: number;
  transaction: string;
  function: string;
  file: string;
  level: string;
  release: string;
  environment: string;
  tags: Record<string, string>;
  /** HTML. */
  pages: { stack: string; breadcrumbs: string; details: string };
}
export interface Bugsink<P extends string> {
  dsns: Record<P, string>;
  issuesOf(project: P): Promise<BugsinkIssue[]>;
  stop(): Promise<void>;
}

/** Bugsink with a project of each name, in a folder of its own that goes with it. `installed`: `bugsink/wsgi.py` among its packages. */
export async function startBugsink<P extends string>(installed: string, names: P[]): Promise<Bugsink<P>> {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-bugsink-'));
  const path = [dirname(dirname(installed)), here].join(process.platform === 'win32' ? ';' : ':');
  const env = {
    ...process.env,
    PYTHONPATH: path,
    PYTHONDONTWRITEBYTECODE: '1',
    DJANGO_SETTINGS_MODULE: 'settings',
    BUGSINK_FOLDER: folder,
  };
  const python = async (script: string, args: string[]): Promise<unknown> => {
    const { stdout } = await run('python3', [join(here, script), ...args], { env, cwd: folder, maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  };
  const projects = (await python('setUp.py', names)) as Record<P, { id: number; key: string }>;
  const gunicorn = ['-m', 'gunicorn', 'bugsink.wsgi', '--bind', '127.0.0.1:0', '--no-control-socket'];
  const server = await startServer('python3', gunicorn, { cwd: folder, env }, /Listening at: http:\/\/127\.0\.0\.1:(\d+)/);
  const dsnOf = (name: P): string => `http://${projects[name].key}@127.0.0.1:${server.port}/${projects[name].id}`;
  return {
    dsns: Object.fromEntries(names.map(name => [name, dsnOf(name)])) as Record<P, string>,
    issuesOf: async name => (await python('readIssues.py', [String(projects[name].id)])) as BugsinkIssue[],
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
