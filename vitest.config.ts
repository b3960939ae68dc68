import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (name: string) => fileURLToPath(new URL(`./packages/${name}/src/index.ts`, import.meta.url));

// Unit tests run on the sources; what must hold for the built packages stands in test/dist.
export default defineConfig({
  resolve: {
    alias: {
      '@vigil/browser/full': fileURLToPath(new URL('./packages/browser/src/full.ts', import.meta.url)),
      '@vigil/browser/lite': fileURLToPath(new URL('./packages/browser/src/lite.ts', import.meta.url)),
      '@vigil/browser/offline': fileURLToPath(new URL('./packages/browser/src/offline.ts', import.meta.url)),
      '@vigil/browser': source('browser'),
      '@vigil/core': source('core'),
      '@vigil/express': source('express'),
      '@vigil/fastify': source('fastify'),
      '@vigil/fetch/als': fileURLToPath(new URL('./packages/fetch/src/als.ts', import.meta.url)),
      '@vigil/fetch/cloudflare': fileURLToPath(new URL('./packages/fetch/src/cloudflare.ts', import.meta.url)),
      '@vigil/fetch/hono': fileURLToPath(new URL('./packages/fetch/src/hono.ts', import.meta.url)),
      '@vigil/fetch': source('fetch'),
      '@vigil/node': source('node'),
      '@vigil/opentelemetry': source('opentelemetry'),
      '@vigil/react': source('react'),
      '@vigil/testkit': source('testkit'),
    },
  },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'packages/*/src/**/*.test.tsx', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'packages/*/dist/**'],
    pool: 'forks',
    // One fewer than there are cores is the default; on two of them that is no parallelism, and many tests wait for child processes.
    maxWorkers: Math.max(3, availableParallelism()),
    // a guard against what hangs, not a measure: a busy machine takes many times what a quiet one does
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
