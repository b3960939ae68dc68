// Before `npm run size`: what rollup with terser leaves of the same imports, as the files that `.size-limit.json` names.
import { fileURLToPath } from 'node:url';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { rollup } from 'rollup';

const file = path => fileURLToPath(new URL(path, import.meta.url));
const built = path => file(`../../packages/${path}.js`);
const ENTRIES = {
  core: built('core/dist/index'),
  browser: built('browser/dist/index'),
  lite: built('browser/dist/lite'),
  full: built('browser/dist/full'),
  peer: file('./node_modules/@sentry/browser/build/npm/esm/prod/index.js'),
};
const START = 'virtual:start';
const start = entry => ({
  name: 'start',
  resolveId: id => (id === START ? id : null),
  load: id => (id === START ? `export { init, captureException } from ${JSON.stringify(entry)};` : null),
});

for (const [name, entry] of Object.entries(ENTRIES)) {
  const bundle = await rollup({
    input: START,
    plugins: [start(entry), nodeResolve({ browser: true }), terser({ module: true, ecma: 2020 })],
  });
  await bundle.write({ file: file(`../../node_modules/.cache/size/${name}.js`), format: 'es' });
  await bundle.close();
}
