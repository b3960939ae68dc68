import { build } from 'esbuild';
import { root } from '../../scripts/ready.mjs';

export interface BundleOptions {
  /** Default `iife`: a classic script. */
  format?: 'iife' | 'esm';
  /** Default false. */
  minify?: boolean;
  /** Of package exports, beside `import`, `browser` and `default`: `['development']`. Default none. */
  conditions?: string[];
  /** `{ 'some-package': '/its/file.js' }`. */
  alias?: Record<string, string>;
}

const made = new Map<string, Promise<string>>();

/**
 * A script for a page out of a small program, as a user's bundler makes it: `import` finds what packages publish, built, workspace packages
 * among them. The same program is bundled once. Rejects with esbuild's message when it cannot be.
 */
export function bundleForPage(source: string, options: BundleOptions = {}): Promise<string> {
  const key = JSON.stringify([source, options]);
  const bundled = made.get(key) ?? bundle(source, options);
  made.set(key, bundled);
  return bundled;
}

async function bundle(contents: string, { format = 'iife', minify = false, conditions = [], alias = {} }: BundleOptions): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts', sourcefile: 'page.ts' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'silent',
    format,
    minify,
    // An empty list is a list, too: esbuild's own `module` is only there when none is given.
    conditions: ['module', ...conditions],
    alias,
    // not that of a package, whose `paths` lead to the sources of others
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx' } },
  });
  return outputFiles[0]?.text ?? '';
}
