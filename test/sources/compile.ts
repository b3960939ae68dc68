import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync } from 'esbuild';
import ts from 'typescript';

export const entry = fileURLToPath(new URL('../../packages/node/dist/index.js', import.meta.url));

/** Types above the code, so that a line of the output is hardly ever the line of the source. */
const SHOP = `interface Cart {
  items: string[];
}

type Paid = { total: number };

export function pay(cart: Cart): Paid {
  const empty: boolean = cart.items.length === 0;
  if (empty) throw new Error('nothing in the cart');
  return { total: cart.items.length };
}
`;
const MAIN = `import { pay } from './shop.EXT';

const { init, captureException } = await import(process.env.VIGIL as string);
init();
try {
  pay({ items: [] });
} catch (error) {
  captureException(error);
}
`;

/** What the frame of the throw must say, whatever ran. */
export const thrown = {
  function: 'pay',
  lineno: 9,
  colno: 20,
  context_line: "  if (empty) throw new Error('nothing in the cart');",
  in_app: true,
};

export interface Sources {
  folder: string;
  shop: string;
  main: string;
}

/** The TypeScript sources in a folder of their own; `extension` is what `main` imports `shop` by. */
export function writeSources(extension: 'js' | 'ts'): Sources {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-sources-'));
  const at = (name: string, text: string): string => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  at('package.json', '{"type":"module"}');
  return { folder, shop: at('src/shop.ts', SHOP), main: at('src/main.ts', MAIN.replace('EXT', extension)) };
}

/** By esbuild, into `dist/main.js`. */
export function bundleSources({ folder, main }: Sources, options: BuildOptions): string {
  const outfile = join(folder, 'dist/main.js');
  buildSync({ entryPoints: [main], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error', ...options });
  return outfile;
}

/** By tsc, a file for a file, into `dist`. */
export function transpileSources({ folder, main, shop }: Sources, options: ts.CompilerOptions): string {
  const target = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ES2022,
    rootDir: join(folder, 'src'),
    outDir: join(folder, 'dist'),
  };
  ts.createProgram([main, shop], { ...target, noCheck: true, types: [], noLib: true, ...options }).emit();
  return join(folder, 'dist/main.js');
}
