import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./service.mjs', import.meta.url));
const END_MS = 20_000;

/** Starts the service in a process of its own. `kind` is `vigil` or `bare`; `onOutcome` gets each event id with its status. */
export async function startService(kind, dsn, onOutcome = () => {}) {
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const child = fork(program, [kind], {
    execArgv: ['--expose-gc'],
    env: { ...env, SENTRY_DSN: dsn },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map();
  const exited = once(child, 'exit');
  child.on('message', ({ answer, ...rest }) => {
    if (answer) waiting.get(answer)?.(rest);
    else onOutcome(rest);
  });
  const answerTo = what => new Promise(resolve => waiting.set(what, resolve));
  const ask = what => {
    child.send(what);
    return answerTo(what);
  };
  const { url } = await answerTo('listening');
  return {
    url,
    heap: async () => (await ask('heap')).heap,
    /** What it says at its end, and how its process ended: by itself, or it is killed. */
    async end() {
      const said = await ask('end');
      const timer = setTimeout(() => child.kill('SIGKILL'), END_MS);
      const [code, signal] = await exited;
      clearTimeout(timer);
      return { ...said, code, signal };
    },
  };
}
