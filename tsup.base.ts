import { defineConfig, type Options } from 'tsup';

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
      // a sixth of what is installed; names stay, so that stacks can be read
      Object.assign(esbuild, { minifyWhitespace: true, lineLimit: 200, legalComments: 'none' });
      options.esbuildOptions?.(esbuild, context);
    },
  });
