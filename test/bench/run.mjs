// `npm run bench`: Vigil beside no SDK and beside the peer, in one run on one machine. Figures are medians and ratios;
// absolute times say as much about the machine as about the code.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchBrowser } from './browser.mjs';
import { benchFlood } from './flood.mjs';
import { benchFrameworks } from './frameworks.mjs';
import { PEER, setUp, sizeOf } from './setup.mjs';

// What one program could not deliver and left for the next is no part of any figure, nor for this machine to keep.
const temporary = mkdtempSync(path.join(tmpdir(), 'vigil-bench-'));
process.env.TMPDIR = temporary;
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));

const child = name => fileURLToPath(new URL(`./children/${name}.mjs`, import.meta.url));
const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const { vigil, peer, load } = setUp();
const sdks = { none: ['none', '-'], vigil: ['@vigil/node', vigil], peer: ['@sentry/node', peer] };
const rows = [];
const row = (what, none, ours, theirs, target, ok) =>
  rows.push({ what, 'no SDK': none, vigil: ours, peer: theirs, target, met: ok ? 'yes' : 'NO' });
const json = (name, args) =>
  JSON.parse(
    execFileSync(process.execPath, [child(name), ...args], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .at(-1),
  );

function start() {
  const costs = { none: [], vigil: [], peer: [] };
  for (let round = 0; round < 15; round++) for (const name of Object.keys(costs)) costs[name].push(json('start', sdks[name]));
  const of = (name, key) => median(costs[name].map(each => each[key]));
  const ms = name => of(name, 'ms') - of('none', 'ms');
  const mb = name => (of(name, 'rss') - of('none', 'rss')) / 1024 ** 2;
  row('import + init, ms over bare Node', '0', ms('vigil').toFixed(1), ms('peer').toFixed(1), '<= 25', ms('vigil') <= 25);
  row('memory after init, MB over bare Node', '0', mb('vigil').toFixed(1), mb('peer').toFixed(1), '<= 8', mb('vigil') <= 8);
}

function size() {
  const mb = folder => sizeOf(path.join(folder, 'node_modules')) / 1024 ** 2;
  row('installed, MB', '0', mb(vigil).toFixed(2), mb(peer).toFixed(1), '<= 1', mb(vigil) <= 1);
}

async function serve(autocannon, args) {
  const server = fork(child('server'), args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [{ port }] = await once(server, 'message');
  const load = duration => autocannon({ url: `http://127.0.0.1:${port}`, connections: 50, duration, pipelining: 4 });
  const cpu = async () => {
    server.send('cpu');
    return (await once(server, 'message'))[0].cpuUs;
  };
  await load(2);
  const before = await cpu();
  const { requests } = await load(4);
  const cpuUs = (await cpu()) - before;
  server.send('stop');
  await once(server, 'exit');
  return { rate: requests.average, cpuUs: cpuUs / requests.total };
}

// The load generator shares the machine's cores with the server, so requests/s swing with whatever else runs; CPU time per
// request is what the server itself spent.
async function throughput() {
  const autocannon = createRequire(path.join(load, 'index.js'))('autocannon');
  const seen = { none: [], vigil: [], peer: [] };
  for (let round = 0; round < 7; round++) {
    for (const name of Object.keys(seen)) if (name !== 'peer' || round < 2) seen[name].push(await serve(autocannon, sdks[name]));
  }
  const of = (name, key) => median(seen[name].map(each => each[key]));
  const share = name => of(name, 'rate') / of('none', 'rate');
  const cpu = name => of('none', 'cpuUs') / of(name, 'cpuUs');
  for (const [what, kept] of [
    ['node:http hello, share of requests/s kept', share],
    ["the same by the server's CPU time per request", cpu],
  ])
    row(what, '1', kept('vigil').toFixed(3), kept('peer').toFixed(3), '>= 0.85', kept('vigil') >= 0.85);
  console.log(
    `node:http hello, requests/s: ${Object.entries(seen)
      .map(([name, runs]) => `${name} ${runs.map(({ rate }) => Math.round(rate))}`)
      .join('; ')}`,
  );
}

/**
 * What a child measures of both, as rows of a key and its name, in nanoseconds or bytes; `times` smaller than the peer's is the target. In turn, and
 * of each its best by the first row: a busy machine slows one run and not the other.
 */
function compare(child, times, measured) {
  const runs = [1, 2, 3].map(() => [json(child, sdks.vigil), json(child, sdks.peer)]);
  const [[first]] = measured;
  const best = at => runs.map(run => run[at]).reduce((least, run) => (run[first] < least[first] ? run : least));
  const [ours, theirs] = [best(0), best(1)];
  const target = times === 1 ? '<= peer' : `<= 1/${times} of peer`;
  for (const [key, what] of measured)
    row(what, '-', (ours[key] / 1000).toFixed(2), (theirs[key] / 1000).toFixed(2), target, ours[key] * times <= theirs[key]);
  row(
    'delivered of captured',
    '-',
    `${ours.delivered}/${ours.captured}`,
    `${theirs.delivered}/${theirs.captured}`,
    'all',
    ours.delivered === ours.captured,
  );
}

const capture = () =>
  compare('capture', 3, [
    ['captureNs', 'captureException at depth 30, us'],
    ['scopeNs', 'withIsolationScope, us'],
    ['keptBytes', 'a capture leaves for a full collection, kB'],
  ]);

const entries = () =>
  compare('entries', 1, [
    ['logNs', 'a log with three attributes, us'],
    ['metricNs', 'a metric with one attribute, us'],
  ]);

console.log(`Vigil beside no SDK and ${PEER}, Node ${process.version}`);
const only = process.argv.slice(2);
const frameworks = () => benchFrameworks({ row, load });
const flood = () => benchFlood({ row, sdks });
const browser = () => benchBrowser({ row });
const parts = { start, size, throughput, capture, entries, flood, frameworks, browser };
for (const [name, part] of Object.entries(parts)) if (!only.length || only.includes(name)) await part();
console.table(rows);
process.exitCode = rows.every(each => each.met === 'yes') ? 0 : 1;
