import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * `export { names } from '@vigil/core'`, or from another entry, as a production bundler leaves it: from the sources, so that every module is
 * seen by its name.
 */
export async function bundle(names, plugins = [], from = './packages/core/src/index.ts') {
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export ${names} from '${from}';`, resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    alias: { '@vigil/core': './packages/core/src/index.ts' },
    logLevel: 'silent',
    plugins,
  });
  const code = outputFiles[0].text;
  const left = Object.entries(Object.values(metafile.outputs)[0].inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return {
    code,
    gzip: gzipSync(code, { level: 9 }).length,
    modules: Object.fromEntries(left.map(([path, { bytesInOutput }]) => [path, bytesInOutput])),
  };
}
