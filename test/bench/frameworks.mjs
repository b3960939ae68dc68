// What frameworks keep of their requests/s and CPU, errors only, beside no SDK and the peer in turn.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUpFrameworks } from './setup.mjs';

const child = name => fileURLToPath(new URL(`./children/${name}.mjs`, import.meta.url));
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);

async function start(name, args = []) {
  const process = fork(child(name), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...globalThis.process.env, NODE_ENV: 'production' },
  });
  const [{ port }] = await once(process, 'message');
  return {
    port,
    async ask(what) {
      process.send(what);
      return (await once(process, 'message'))[0];
    },
    async stop() {
      process.send('stop');
      await once(process, 'exit');
    },
  };
}

/** One run of one app: requests/s, the server's CPU time per request, and what of the errors it captured arrived. */
async function serve(autocannon, framework, [name, folder], { url, init, connections = 50, pipelining = 4, isCounted }) {
  const ingest = await start('ingest');
  const options = { ...init, ...(isCounted && { dsn: `http://key@127.0.0.1:${ingest.port}/1` }) };
  const server = await start('framework', [framework, name, folder, JSON.stringify(options)]);
  const load = duration => autocannon({ url: `http://127.0.0.1:${server.port}${url}`, connections, duration, pipelining });
  const warm = await load(2);
  const before = (await server.ask('cpu')).cpuUs;
  const { requests, ...answers } = await load(SECONDS);
  // what is sent after the last answer counts as well
  const { captured = answers['5xx'] + warm['5xx'] } = isCounted ? await server.ask('flush') : {};
  const cpuUs = (await server.ask('cpu')).cpuUs - before;
  const { events } = await ingest.ask('events');
  await Promise.all([server.stop(), ingest.stop()]);
  return { rate: requests.average, cpuUs: cpuUs / requests.total, captured, events };
}

const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function compare(autocannon, folders, { what, framework, target, ...load }, row) {
  const sdks = {
    none: ['none', folders.vigil],
    context: ['context', folders.vigil],
    vigil: [`@vigil/${framework}`, folders.vigil],
    peer: ['@sentry/node', folders.peer],
  };
  const seen = { none: [], context: [], vigil: [], peer: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of Object.keys(seen))
      if (name !== 'peer' || round < 2) seen[name].push(await serve(autocannon, framework, sdks[name], load));
  }
  const share = name => median(seen[name].map(({ rate }) => rate)) / median(seen.none.map(({ rate }) => rate));
  const cpu = name => median(seen.none.map(({ cpuUs }) => cpuUs)) / median(seen[name].map(({ cpuUs }) => cpuUs));
  for (const [how, kept] of [
    ['share of requests/s kept', share],
    ["by the server's CPU time per request", cpu],
  ])
    row(
      `${what}, ${how} (async context alone: ${kept('context').toFixed(3)})`,
      '1',
      kept('vigil').toFixed(3),
      kept('peer').toFixed(3),
      `>= ${target}`,
      kept('vigil') >= target,
    );
  const figures = (name, key) => `${name} ${seen[name].map(run => Math.round(run[key]))}`;
  for (const key of ['rate', 'cpuUs'])
    console.log(
      `${what}, ${key}: ${Object.keys(seen)
        .map(name => figures(name, key))
        .join('; ')}`,
    );
  if (load.isCounted) countEvents(what, seen, row);
}

/** Of the peer, which keeps no books: of the failed requests. */
function countEvents(what, seen, row) {
  const sum = (name, key) => seen[name].reduce((all, run) => all + run[key], 0);
  const of = name => `${sum(name, 'events')}/${sum(name, 'captured')}`;
  row(`${what}, delivered of captured`, '-', of('vigil'), of('peer'), 'all', sum('vigil', 'events') === sum('vigil', 'captured'));
}

const hello = { url: '/', init: {} };
const failing = { url: '/fails/7', init: {} };
// As many at once as can be on their way to a server of reports: every event costs a request of its own.
const unlimited = { ...failing, init: { budget: false }, isCounted: true, connections: 20, pipelining: 1 };
const cases = [
  { what: 'Express 5 hello', framework: 'express', ...hello, target: 0.95 },
  { what: 'Fastify 5 hello', framework: 'fastify', ...hello, target: 0.85 },
  { what: 'Express 5, every request fails', framework: 'express', ...failing, target: 0.85 },
  { what: 'Express 5, every request fails, no budget', framework: 'express', ...unlimited, target: 0.5 },
];

/** `row` adds a line to the table, `load` is the folder of autocannon. BENCH_CASES=0,2 runs some, BENCH_ROUNDS and BENCH_SECONDS how long. */
export async function benchFrameworks({ row, load }) {
  const autocannon = createRequire(path.join(load, 'index.js'))('autocannon');
  const folders = setUpFrameworks();
  const only = process.env.BENCH_CASES?.split(',').map(Number);
  for (const [at, each] of cases.entries()) if (!only || only.includes(at)) await compare(autocannon, folders, each, row);
}
