// The page, built, and its API: the service of examples/express-orders. `npm start`; SENTRY_DSN says where the reports of both go.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const service = fileURLToPath(new URL('../express-orders/server.mjs', import.meta.url));
const api = spawn(process.execPath, [service], { env: { ...process.env, PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
const lines = createInterface({ input: api.stdout });
// whatever ends this process ends the service with it
process.once('exit', () => api.kill());
const [line] = await once(lines, 'line');
process.env.API_URL = line.replace('listening ', '');
lines.on('line', each => console.log(each));

const root = fileURLToPath(new URL('.', import.meta.url));
const outDir = await mkdtemp(join(tmpdir(), 'react-shop-'));
await build({ root, logLevel: 'warn', build: { outDir } }).catch(error => {
  console.error(error);
  process.exit(1);
});
const port = Number(process.env.PORT ?? 5173);
const server = await preview({ root, logLevel: 'warn', build: { outDir }, preview: { host: '127.0.0.1', port } });
console.log(`listening http://127.0.0.1:${server.httpServer.address().port}`);

const end = async () => {
  const closed = once(api, 'close');
  api.kill('SIGTERM');
  await Promise.all([closed, server.close(), rm(outDir, { recursive: true })]);
};
process.once('SIGTERM', end).once('SIGINT', end);
