// `npm run size:rooms`: what the browser's entries weigh, room by room, beside the peer's, all bundled in this run. A row is what of the gzip
// goes when that room is empty; rooms share words and each other, so rows do not add up.
import { readFileSync } from 'node:fs';
import { bundle } from './bundle.mjs';
import { hollow } from './hollow.mjs';

const PEER = './test/bundles/node_modules/@sentry/browser/build/npm/esm/prod/index.js';
const entry = name => `./packages/browser/src/${name}.ts`;
const START = '{ init, captureException }';
const BUNDLES = [
  ['@vigil/browser: init, captureException', START, entry('index')],
  ['@vigil/browser: captureException', '{ captureException }', entry('index')],
  ['@vigil/browser/lite: init, captureException', START, entry('lite')],
  ['@vigil/browser/full: init, captureException', START, entry('full')],
  ['@vigil/browser/offline', '*', entry('offline')],
  ['@sentry/browser 11.10.0: init, captureException', START, PEER],
];
const pad = value => String(value).padStart(8);

for (const [what, names, from] of BUNDLES) {
  const { code, gzip } = await bundle(names, [], from);
  console.log(`${pad(Buffer.byteLength(code))} ${pad(gzip)}  ${what}`);
}

/** `core/client`, `browser/transport`. */
const roomOf = path => /packages\/(\w+)\/src\/(?:(\w+)\/)?/.exec(path)?.slice(1).filter(Boolean).join('/') ?? '';
const without = room => ({
  name: 'without',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, ({ path }) => (roomOf(path) === room ? { contents: hollow(readFileSync(path, 'utf8')) } : undefined)),
});

const whole = await bundle(START, [], entry('index'));
const sizes = {};
for (const [path, bytes] of Object.entries(whole.modules)) sizes[roomOf(path)] = (sizes[roomOf(path)] ?? 0) + bytes;
console.log('\nminified     gzip  room of @vigil/browser: init, captureException');
for (const [room, bytes] of Object.entries(sizes).sort((a, b) => b[1] - a[1])) {
  // an entry is what exports the names that are asked for
  if (!room.includes('/')) console.log(`${pad(bytes)}        -  ${room}`);
  else console.log(`${pad(bytes)} ${pad(whole.gzip - (await bundle(START, [without(room)], entry('index'))).gzip)}  ${room}`);
}
