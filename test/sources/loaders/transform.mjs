// Transforms TypeScript when it is loaded, as tsx does: the code that runs is in no file. `?map` in its own URL: with an inline source map.
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import { transform } from 'esbuild';

const withMap = import.meta.url.endsWith('?map');

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const loaded = await transform(await readFile(new URL(url), 'utf8'), {
    loader: 'ts',
    format: 'esm',
    sourcemap: withMap && 'inline',
    sourcefile: url,
  });
  return { format: 'module', source: loaded.code, shortCircuit: true };
}

if (isMainThread && !globalThis.registered) {
  globalThis.registered = true;
  if (withMap) process.setSourceMapsEnabled(true);
  register(import.meta.url);
}
