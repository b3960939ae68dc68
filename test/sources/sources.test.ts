import { rmSync } from 'node:fs';
import { startIngest } from '@vigil/testkit';
import type { BuildOptions } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { binaryOf } from '../runtimes/binaryOf';
import { bundleSources, type Sources, thrown, transpileSources, writeSources } from './compile';
import { runSources, topFrame } from './runSources';

let ingest: Awaited<ReturnType<typeof startIngest>>;
let sources: Sources;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest.close());
afterEach(() => rmSync(sources.folder, { recursive: true, force: true }));

const loader = (query: string): string => `${new URL('./loaders/transform.mjs', import.meta.url).href}${query}`;
const written = () => ({ ...thrown, filename: sources.shop, abs_path: sources.shop });

const newer = await Promise.all([22, 24, 26].map(async major => [major, await binaryOf(major)] as const));

describe('the frame of a throw in TypeScript says the file, the line and the text that were written', () => {
  it.each<[string, BuildOptions]>([
    ['inline map', { sourcemap: 'inline' }],
    ['map beside it', { sourcemap: true }],
    ['map beside it, without the sources', { sourcemap: true, sourcesContent: false }],
    ['minified into one line', { sourcemap: true, minifyWhitespace: true, minifySyntax: true }],
    ['minified names too', { sourcemap: true, minify: true, keepNames: true }],
  ])('bundled by esbuild: %s', async (_name, options) => {
    sources = writeSources('ts');
    const event = await runSources(ingest, [bundleSources(sources, options)]);
    expect(topFrame(event)).toMatchObject({ ...written(), module: expect.stringMatching(/shop\.ts$/) });
    expect(topFrame(event)?.pre_context?.at(-1)).toBe('  const empty: boolean = cart.items.length === 0;');
  });

  it.each([
    ['map beside it', { sourceMap: true }],
    ['inline map', { inlineSourceMap: true }],
    ['inline map with the sources', { inlineSourceMap: true, inlineSources: true }],
  ])('compiled by tsc: %s', async (_name, options) => {
    sources = writeSources('js');
    const event = await runSources(ingest, [transpileSources(sources, options)]);
    expect(topFrame(event)).toMatchObject(written());
  });

  it('under --enable-source-maps, where Node maps the stack itself', async () => {
    sources = writeSources('js');
    const event = await runSources(ingest, ['--enable-source-maps', transpileSources(sources, { sourceMap: true })]);
    expect(topFrame(event)).toMatchObject(written());
  });

  it('under a loader that transforms with a source map', async () => {
    sources = writeSources('ts');
    expect(topFrame(await runSources(ingest, ['--import', loader('?map'), sources.main]))).toMatchObject(written());
  });

  for (const [major, node] of newer) {
    it.skipIf(!node)(`run by Node ${major}, which blanks types out${node ? '' : ' (skipped: that Node is not to be had)'}`, async () => {
      sources = writeSources('ts');
      expect(topFrame(await runSources(ingest, [sources.main], node))).toMatchObject(written());
    });
  }
});

it('without any map the frame says what ran', async () => {
  sources = writeSources('ts');
  const file = bundleSources(sources, { sourcemap: false });
  expect(topFrame(await runSources(ingest, [file]))).toMatchObject({
    filename: file,
    lineno: expect.any(Number),
    context_line: '  if (empty) throw new Error("nothing in the cart");',
  });
});

// a Node that strips types would take the file for what ran
const withoutTypes = await binaryOf(20);
it.skipIf(!withoutTypes)(
  `under a loader that transforms without a map no line is shown: what ran is in no file${withoutTypes ? '' : ' (skipped: no Node 20)'}`,
  async () => {
    sources = writeSources('ts');
    const frame = topFrame(await runSources(ingest, ['--import', loader(''), sources.main], withoutTypes));
    expect(frame).toMatchObject({ function: 'pay', filename: sources.shop });
    expect(frame).not.toHaveProperty('context_line');
  },
);

it.each([
  ['_sentryDebugIds', 'globalThis._sentryDebugIds = { [new Error().stack]: ID };'],
  ['_debugIds', 'globalThis._debugIds = { [import.meta.url]: ID };'],
])('%s become the image of the frame’s file, which the server maps by its own copy of the map', async (_name, code) => {
  const debug_id = '85314830-023f-4cf1-a267-535f4e37bb17';
  sources = writeSources('ts');
  const file = bundleSources(sources, { sourcemap: true, banner: { js: code.replace('ID', JSON.stringify(debug_id)) } });
  const event = await runSources(ingest, [file]);
  expect(event.debug_meta?.images).toEqual([{ type: 'sourcemap', code_file: file, debug_id }]);
  expect(topFrame(event)).toMatchObject({ filename: file, abs_path: file, function: 'pay' });
});
