// What Vigil costs the main thread of a page, beside no SDK and the peer, in a real Chromium. Each SDK is bundled as a user's bundler does
// it, minified; what is compared is the time added to that of the same page without one.
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { cache, root } from '../../scripts/ready.mjs';
import { BROWSER_PEER, browserPeer } from './setup.mjs';

const ROUNDS = 15;
const ERRORS = 20;
const CLICKS = 1_000;
const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const programs = {
  none: 'globalThis.start = () => {}; globalThis.capture = () => {}; globalThis.settled = async () => {};',
  vigil: programOf('@vigil/browser'),
  peer: programOf('@sentry/browser'),
};
function programOf(name) {
  return `import { captureException, flush, init } from '${name}';
globalThis.start = dsn => init({ dsn, release: 'bench@1', sampleRate: 1, ...(${name === '@vigil/browser'} && { budget: false }) });
globalThis.capture = captureException;
globalThis.settled = () => flush(5000);`;
}

async function bundle(contents, resolveDir) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    conditions: ['module'],
    target: 'es2022',
  });
  return outputFiles[0].text;
}

/** The browser of the tests, whose module is TypeScript. */
async function startChromium() {
  mkdirSync(cache, { recursive: true });
  const outfile = path.join(cache, 'bench-chromium.mjs');
  await build({
    entryPoints: [path.join(root, 'test/browsers/startChromium.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    // of the only module that asks where it stands
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(path.join(root, 'scripts/ready.mjs')).href) },
  });
  return (await import(pathToFileURL(outfile).href)).startChromium();
}

/** Pages at `/<name>`, and a project that takes every envelope. Isolated, so that the page's clock is exact to 5 us. */
async function startServer(scripts) {
  let received = 0;
  const buttons = Array.from(
    { length: 50 },
    (_, n) => `<div class="row row-${n}"><button id="b${n}" class="buy large">Buy ${n}</button></div>`,
  );
  const isolated = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
  const server = createServer((request, response) => {
    const [, name] = request.url.split(/[/?]/);
    if (name === 'api') {
      received++;
      request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
    } else if (name.endsWith('.js')) response.writeHead(200, { 'content-type': 'text/javascript' }).end(scripts[name.slice(0, -3)]);
    else if (name in scripts)
      response
        .writeHead(200, { 'content-type': 'text/html', ...isolated })
        .end(`<!doctype html><body>${buttons.join('')}<script src="/${name}.js"></script>`);
    else response.writeHead(404).end();
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return { port: server.address().port, received: () => received, close: () => server.close() };
}

/* In the page. */
const init = dsn => {
  const before = performance.now();
  globalThis.start(dsn);
  return performance.now() - before;
};
const click = count => {
  const buttons = [...document.querySelectorAll('button')];
  const before = performance.now();
  for (let n = 0; n < count; n++) buttons[n % buttons.length].click();
  return performance.now() - before;
};
const capture = async count => {
  const deep = (depth, n) => {
    if (depth) return deep(depth - 1, n);
    return new Error(`failed ${n}`);
  };
  for (let n = 0; n < count; n++) globalThis.capture(deep(30, n));
  await globalThis.settled();
};

/** Milliseconds of work on the main thread while `run` runs, what follows from it included. */
async function mainThreadTime({ cdp }, run) {
  const read = async () => (await cdp.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  const before = await read();
  await run();
  return (await read()) - before;
}

async function measure(chromium, url, dsn) {
  const page = await chromium.open();
  await page.cdp.send('Performance.enable');
  await page.goto(url);
  const times = { init: await page.evaluate(init, dsn), clicks: await page.evaluate(click, CLICKS) };
  times.error = (await mainThreadTime(page, () => page.evaluate(capture, ERRORS))) / ERRORS;
  await page.close();
  return times;
}

export async function benchBrowser({ row }) {
  const peer = browserPeer();
  const scripts = { none: programs.none, vigil: await bundle(programs.vigil, root), peer: await bundle(programs.peer, peer) };
  const [chromium, server] = await Promise.all([startChromium(), startServer(scripts)]);
  const url = `http://127.0.0.1:${server.port}`;
  const seen = { none: [], vigil: [], peer: [] };
  for (let round = 0; round < ROUNDS; round++)
    for (const name of Object.keys(seen))
      seen[name].push(await measure(chromium, `${url}/${name}`, `http://key@127.0.0.1:${server.port}/1`));
  console.log(`${BROWSER_PEER}, Chromium ${chromium.version}: ${ROUNDS} rounds, ${server.received()} envelopes received`);
  await chromium.close();
  server.close();
  for (const [key, what] of [
    ['init', 'browser: init, ms'],
    ['error', `browser: a captured error of ${ERRORS}, delivered, ms`],
    ['clicks', `browser: ${CLICKS} clicks with breadcrumbs, ms`],
  ]) {
    const of = name => median(seen[name].map(times => times[key]));
    const [ours, theirs] = ['vigil', 'peer'].map(name => of(name) - of('none'));
    row(what, of('none').toFixed(2), `+${ours.toFixed(2)}`, `+${theirs.toFixed(2)}`, '<= 1/3 of peer', ours / theirs <= 1 / 3);
  }
}
