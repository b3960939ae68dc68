import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { root } from '../architecture/sources';

/** What `@vigil/react` adds to a page that has React and `@vigil/browser`: both are left out. From the sources: the package as a whole re-exports the browser's names, which cannot be told from its own once that is left out. */
async function added(file: string): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [`${root}packages/react/src/${file}.ts`],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    external: ['react', '@vigil/browser'],
    logLevel: 'silent',
  });
  return gzipSync(outputFiles[0]?.text ?? '', { level: 9 }).length;
}

it('an ErrorBoundary adds at most 1,200 bytes of gzip to a page', async () => {
  const bytes = await added('errorBoundary');
  console.info(`ErrorBoundary: ${bytes} B gzip over @vigil/browser`);
  expect(bytes).toBeLessThanOrEqual(1200);
});

it('what names a route knows nothing of the boundary', async () => {
  expect(await added('routers/setRouteTemplate')).toBeLessThanOrEqual(200);
});
