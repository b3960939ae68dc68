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
    // A third of what is installed. What functions, classes and modules declare for others keeps its name, so that stacks can be read.
    minify: 'terser',
    terserOptions: {
      compress: false,
      module: false,
      mangle: { keep_fnames: true, keep_classnames: true },
      format: { max_line_len: 100, preserve_annotations: true },
    },
    ...options,
    esbuildOptions(esbuild, context) {
      Object.assign(esbuild, { minifyWhitespace: true, minifySyntax: true, legalComments: 'none' });
      options.esbuildOptions?.(esbuild, context);
    },
  });
