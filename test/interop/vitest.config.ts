import { defineConfig } from 'vitest/config';

// Apart from `npm test`: these install what they talk to.
export default defineConfig({
  test: {
    include: ['test/interop/**/*.interop.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
