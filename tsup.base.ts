import { defineConfig, type Options } from 'tsup';

/**
 * For entries that re-export `index`: they import it as the file it is. What both would share had to be a third, every file costs a start
 * half a millisecond, and esbuild loses what an entry in a chunk re-exports from another package.
 */
export const indexStaysAFile: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'index stays a file',
  setup: build => build.onResolve({ filter: /^\.\/index$/ }, () => ({ path: './index.js', external: true })),
};

/** How every package is built: ESM with types; scripts/commonJs.mjs makes the CommonJS files of it. */
export const library = (options: Options & { entry: string[] }) =>
  defineConfig({
    format: ['esm'],
    target: 'es2022',
    // Entries share their state only when chunks are split.
    splitting: true,
    dts: true,
    clean: true,
    // Runtimes other than Node know its modules only by their full names.
    removeNodeProtocol: false,
    ...options,
    esbuildOptions(esbuild, context) {
      // a fifth of what is installed; names stay, so that stacks can be read
      Object.assign(esbuild, { minifyWhitespace: true, minifySyntax: true, lineLimit: 60, legalComments: 'none' });
      options.esbuildOptions?.(esbuild, context);
    },
  });
