import { type ChildProcess, spawn } from 'node:child_process';

export interface Server {
  port: number;
  stop(): Promise<unknown>;
}

function end(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null || child.signalCode) return Promise.resolve();
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  return ended;
}

/** Starts a server that says where it listens on one of its streams, its port the first group of `listening`. */
export function startServer(
  command: string,
  args: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
  listening: RegExp,
): Promise<Server> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (text: Buffer) => {
      said += text;
      const port = listening.exec(said)?.[1];
      if (port) resolve({ port: Number(port), stop: () => end(child) });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('exit', code => reject(new Error(`${command} ended with ${code} before it listened:\n${said}`)));
  });
}
