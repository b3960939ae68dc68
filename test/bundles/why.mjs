// `npm run size:why`: which modules the smallest bundle is made of, in minified bytes; other names may be given: '{ captureException }'.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));
const names = process.argv[2] ?? '{ init, captureException }';
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
});
const [{ inputs }] = Object.values(metafile.outputs);
const rows = Object.entries(inputs).map(([path, { bytesInOutput }]) => ({ path, bytes: bytesInOutput }));
for (const { path, bytes } of rows.filter(row => row.bytes > 0).sort((a, b) => b.bytes - a.bytes))
  console.log(`${String(bytes).padStart(7)}  ${path}`);
console.log(
  `${String(outputFiles[0].contents.length).padStart(7)}  minified, ${gzipSync(outputFiles[0].contents, { level: 9 }).length} gzip`,
);
