import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { entries } from './scripts/entries.mjs';

// A package's own tests run on its sources. What they import of other packages is built where `npm test` has just built it; a plain
// `npx vitest` takes the sources of all.
const isBuilt = process.env['VIGIL_BUILT'] === '1';
const alias = entries().map(({ specifier, esm: { code } }) => ({
  find: new RegExp(`^${specifier}$`),
  replacement: isBuilt ? code : code.replace('/dist/', '/src/').replace(/js$/, 'ts'),
}));

export default defineConfig({
  resolve: { alias },
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
