import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from '../architecture/sources';

export interface Bundle {
  code: string;
  gzip: number;
  /** Source files of which anything is left, by bytes. */
  modules: Record<string, number>;
}

/** `export { names } from '@vigil/core'` as a production bundler leaves it, from the sources so that every module is seen by its name. */
export async function bundle(names: string): Promise<Bundle> {
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
    logLevel: 'silent',
  });
  const code = outputFiles[0]?.text ?? '';
  const inputs = Object.values(metafile.outputs)[0]?.inputs ?? {};
  const left = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return {
    code,
    gzip: gzipSync(code, { level: 9 }).length,
    modules: Object.fromEntries(left.map(([path, { bytesInOutput }]) => [path, bytesInOutput])),
  };
}
