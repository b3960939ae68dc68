import { type Running, startProgram } from '../scenarios/startProgram';
import { type Runtime, runtime } from './runtime';
import { startWorkerd } from './startWorkerd';

/** Something that serves fetch handlers. */
export interface Serving {
  title: string;
  /** False where the runtime is not to be had. */
  isHere: boolean;
  /** Starts `apps/<app>.mjs`; the DSN is its environment's or its binding's. `BARE` in `variables`: without the SDK. */
  start(app: string, dsn: string, variables?: Record<string, string>): Promise<Running>;
  /** What the application is called there: each runtime has its own way to serve, each worker its own way to carry contexts. */
  app: string;
}

const fileOf = (app: string): URL => new URL(`./apps/${app}.mjs`, import.meta.url);

const byFile = ({ title, binary, nodeArgs }: Runtime, app: string): Serving => ({
  title,
  isHere: !!binary,
  start: (name, dsn, variables) =>
    startProgram(fileOf(name), { dsn, binary: binary ?? '', nodeArgs, env: { NO_COLOR: '1', ...variables } }),
  app,
});
const byWorker = (flags: string[], app: string, date?: string): Serving => {
  const { title, binary } = runtime('workerd');
  const told = flags.join() || (date ? `compatibility date ${date}` : 'no flag');
  return {
    title: `${title}, ${told}`,
    isHere: !!binary,
    start: (name, dsn, bindings) => startWorkerd(fileOf(name), { dsn, flags, ...(date && { date }), ...(bindings && { bindings }) }),
    app,
  };
};

/** Every runtime that serves fetch handlers, by each way to keep a context there. */
export const servings = (): Serving[] => [
  byFile(runtime('bun'), 'bunServe'),
  byFile(runtime('deno'), 'denoServe'),
  byWorker([], 'workerByHand'),
  byWorker(['nodejs_als'], 'workerAls'),
  byWorker(['nodejs_compat'], 'workerAls'),
  byWorker([], 'workerAls', '2026-11-01'),
];
