// `npm run size:why`: which modules the smallest bundle is made of, in minified bytes, and what of the gzip would go with each of them and with
// what only it needs; other names may be given: '{ captureException }'.
import { readFileSync } from 'node:fs';
import { bundle } from './bundle.mjs';

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
const say = (bytes, gzip, what) => console.log(`${String(bytes).padStart(8)}  ${String(gzip).padStart(6)}  ${what}`);

const { code, gzip, modules } = await bundle(names);
const rows = [];
for (const [path, bytes] of Object.entries(modules)) {
  if (path.endsWith('.ts')) rows.push({ path, bytes, gzip: gzip - (await bundle(names, [without(path)])).gzip });
}
say('minified', 'gzip', '');
for (const row of rows.sort((a, b) => b.gzip - a.gzip)) say(row.bytes, row.gzip, row.path);
say(Buffer.byteLength(code), gzip, 'together');
