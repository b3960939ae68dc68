import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = new URL('../../examples/hono-edge/', import.meta.url);
const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));

export interface HonoEdge {
  /** Where it listens. */
  url: string;
  stop(): Promise<void>;
}

/** The example as `npm run <script>` runs it, with `binary`'s folder on PATH. */
export async function startHonoEdge(script: string, binary: string, env: Record<string, string>): Promise<HonoEdge> {
  const bin = fileURLToPath(new URL('node_modules/.bin', folder));
  const { NODE_OPTIONS: _options, VITEST: _vitest, NODE_ENV: _env, ...inherited } = process.env;
  const path = [dirname(binary), bin, inherited['PATH']].join(delimiter);
  // workerd is told the port in another way, and says it on a descriptor of its own
  const more = script === 'workerd' ? ' --socket-addr=http=127.0.0.1:0 --control-fd=3' : '';
  const child = spawn('sh', ['-c', `${scripts[script]}${more}`], {
    cwd: fileURLToPath(folder),
    env: { ...inherited, PATH: path, PORT: '0', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    // a group of its own: the shell does not pass signals on
    detached: true,
  });
  let stderr = '';
  child.stderr?.on('data', chunk => {
    stderr += chunk;
  });
  const closed = once(child, 'close');
  const said = async (): Promise<string> => {
    let text = '';
    for await (const chunk of (script === 'workerd' ? child.stdio[3] : child.stdout) as NodeJS.ReadableStream) {
      text += chunk;
      const [, url] = /^listening (\S+)$/m.exec(text) ?? [];
      const [, port] = /"port":(\d+)/.exec(text) ?? [];
      if (url || port) return url ?? `http://127.0.0.1:${port}`;
    }
    throw new Error(`${script} ended before it listened:\n${stderr}`);
  };
  return {
    url: await said(),
    async stop() {
      if (child.pid) process.kill(-child.pid, 'SIGTERM');
      await closed;
    },
  };
}
