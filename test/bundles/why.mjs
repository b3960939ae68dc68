// `npm run size:why`: which modules the smallest bundle is made of, in minified bytes, and what of the gzip would go with each of them; other
// names may be given: '{ captureException }'.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));
const names = process.argv[2] ?? '{ init, captureException }';

/** A module of the same names with nothing behind them. */
function hollow(path) {
  const found = readFileSync(path, 'utf8').matchAll(/^export (?:abstract |async )*(?:function\*?|const|let|class) (\w+)/gm);
  return [...new Set(Array.from(found, ([, name]) => name))].map(name => `export const ${name} = class {};`).join('\n');
}
const without = hollowed => ({
  name: 'without',
  setup: ({ onLoad }) => onLoad({ filter: /\.ts$/ }, ({ path }) => (path.endsWith(hollowed) ? { contents: hollow(path) } : undefined)),
});

async function bundle(plugins = []) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export ${names} from './packages/core/src/index.ts';`, resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    plugins,
  });
  const { contents } = outputFiles[0];
  return { bytes: contents.length, gzip: gzipSync(contents, { level: 9 }).length, inputs: Object.values(metafile.outputs)[0].inputs };
}

const whole = await bundle();
const paths = Object.keys(whole.inputs).filter(path => whole.inputs[path].bytesInOutput > 0 && path.endsWith('.ts'));
const rows = [];
for (const path of paths) {
  // what only this one needs goes with it
  const { gzip } = await bundle([without(path)]);
  rows.push({ path, bytes: whole.inputs[path].bytesInOutput, gzip: whole.gzip - gzip });
}
console.log('minified    gzip');
for (const { path, bytes, gzip } of rows.sort((a, b) => b.gzip - a.gzip))
  console.log(`${String(bytes).padStart(8)}  ${String(gzip).padStart(6)}  ${path}`);
console.log(`${String(whole.bytes).padStart(8)}  ${String(whole.gzip).padStart(6)}  together`);
