// `npm run size:why`: which modules the smallest bundle is made of, in minified bytes, and what of the gzip would go with each of them and with
// what only it needs; other names may be given, and another entry: '{ captureException }' ./packages/browser/src/lite.ts
import { readFileSync } from 'node:fs';
import { bundle } from './bundle.mjs';
import { hollow } from './hollow.mjs';

const [, , names = '{ init, captureException }', entry] = process.argv;

const without = hollowed => ({
  name: 'without',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, ({ path }) => (path.endsWith(hollowed) ? { contents: hollow(readFileSync(path, 'utf8')) } : undefined)),
});
const say = (bytes, gzip, what) => console.log(`${String(bytes).padStart(8)}  ${String(gzip).padStart(6)}  ${what}`);

const { code, gzip, modules } = await bundle(names, [], entry);
const rows = [];
for (const [path, bytes] of Object.entries(modules)) {
  if (path.endsWith('.ts')) rows.push({ path, bytes, gzip: gzip - (await bundle(names, [without(path)], entry)).gzip });
}
say('minified', 'gzip', '');
for (const row of rows.sort((a, b) => b.gzip - a.gzip)) say(row.bytes, row.gzip, row.path);
say(Buffer.byteLength(code), gzip, 'together');
