import { defineConfig } from 'vitest/config';

// Apart from `npm test`: these install what they build with.
export default defineConfig({
  test: {
    include: ['test/fullStack/**/*.fullStack.ts'],
    testTimeout: 120_000,
    // installing and building
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
