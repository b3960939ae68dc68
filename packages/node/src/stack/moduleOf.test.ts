import { describe, expect, it } from 'vitest';
import { moduleOf } from './moduleOf';

describe('moduleOf', () => {
  it.each([
    ['/app/server.js', '/app', 'server'],
    ['/app/src/routes/cart.js', '/app', 'src.routes:cart'],
    ['/app/src/cart.mjs', '/app/', 'src:cart'],
    ['/app/src/cart.cjs', '/app', 'src:cart'],
    ['/app/src/cart.ts', '/app', 'src:cart.ts'],
    ['/app/src/cart.service.js', '/app', 'src:cart.service'],
    ['/app/bin/start', '/app', 'bin:start'],
    ['/app/node_modules/express/lib/router/index.js', '/app', 'express.lib.router:index'],
    ['/app/node_modules/.pnpm/express@5.1.0/node_modules/express/lib/express.js', '/app', 'express.lib:express'],
    ['/usr/lib/node_modules/@acme/tools/dist/run.js', '/app', '@acme.tools.dist:run'],
    ['/elsewhere/job.js', '/app', 'job'],
    ['/application/job.js', '/app', 'job'],
    ['/app/server.js', '/', 'app:server'],
    ['C:\\app\\src\\cart.js', 'C:\\app', 'src:cart'],
    ['c:\\app\\src\\cart.js', 'C:\\app', 'src:cart'],
    ['C:/app/src/cart.js', 'C:\\app\\', 'src:cart'],
    ['C:\\app\\node_modules\\express\\index.js', 'C:\\app', 'express:index'],
    ['\\\\share\\app\\src\\cart.js', '\\\\share\\app', 'src:cart'],
    ['node:internal/process/task_queues', '/app', 'task_queues'],
    ['node:fs', '/app', 'node:fs'],
    ['', '/app', ''],
  ])('of %s below %s is %s', (file, root, module) => expect(moduleOf(file, root)).toBe(module));
});
