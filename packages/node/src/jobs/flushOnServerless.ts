import type { Client, HandlerMeta } from '@vigil/core';
import { readEnv } from '../env/readEnv';

/** Of hosts that freeze a process, or take its processor away, as soon as an invocation has answered. */
const HOSTS = ['AWS_LAMBDA_FUNCTION_NAME', 'K_SERVICE', 'FUNCTION_TARGET', 'FUNCTIONS_WORKER_RUNTIME', 'VERCEL', 'NETLIFY'];

/** Whether this process may be frozen between calls. `AWS_EXECUTION_ENV` is set in containers too, which run on. */
export function isServerless(env: NodeJS.ProcessEnv = process.env): boolean {
  return HOSTS.some(name => readEnv(env, name) !== undefined) || !!readEnv(env, 'AWS_EXECUTION_ENV')?.startsWith('AWS_Lambda');
}

/** Handlers wrapped with `wrapHandler` deliver before they end, unless they say what they want. */
export function flushOnServerless(client: Client, env: NodeJS.ProcessEnv = process.env): void {
  if (!isServerless(env)) return;
  client.on('jobEnd', (wish: Pick<HandlerMeta<unknown[]>, 'flush'>) => {
    wish.flush ??= true;
  });
}
