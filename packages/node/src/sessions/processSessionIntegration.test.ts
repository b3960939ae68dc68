import type { SerializedSession, SessionAggregates } from '@vigil/core';
import { describe, expect, it } from 'vitest';
import { useStage } from '../processEnd/fixtures/useStage';

const used = useStage();
const { run, runBoth } = used;

const START = `init({ release: 'job@1', defaultIntegrations: [V.onUncaughtExceptionIntegration(), V.onUnhandledRejectionIntegration(), V.httpIntegration(), V.processSessionIntegration(), V.processEndIntegration()] });`;
const sessions = () => used.ingest.items('session') as SerializedSession[];
const brief = () => sessions().map(({ init, status, errors }) => [init, status, errors]);

describe('a process has one session, sent with its end', () => {
  it.each([
    ['the natural end', `setTimeout(() => {}, 5);`],
    ['process.exit()', `process.exit(0);`],
    ['process.exit() with a code of its own', `process.exit(3);`],
    ['the natural end, the application listening to beforeExit', `process.once('beforeExit', () => console.log('mine'));`],
    ['work that begins in beforeExit', `process.once('beforeExit', () => setTimeout(() => console.log('late'), 5));`],
    ['SIGTERM', `process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000);`],
    ['SIGINT', `process.kill(process.pid, 'SIGINT'); setInterval(() => {}, 1000);`],
    [
      'SIGTERM, the application listening',
      `process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000); process.kill(process.pid, 'SIGTERM');`,
    ],
  ])('%s: exited, and the process ends as without us', async (_name, program) => {
    await runBoth(`${START} ${program}`);
    expect(brief()).toEqual([[true, 'exited', 0]]);
    expect(sessions()[0]?.attrs).toEqual({ release: 'job@1', environment: 'test' });
  });

  it('close() and then an exit: once', async () => {
    await run(`const client = ${START} client.close().then(() => process.exit(0));`);
    expect(brief()).toEqual([[true, 'exited', 0]]);
  });

  it('is of the user of the process, with its first error and with its end; never of one of a request', async () => {
    const did = () => (sessions() as Array<{ did?: string }>).map(each => each.did);
    await run(`const client = ${START} V.setUser({ id: 'u9', email: 'a@b.example' }); V.captureException(new Error('e')); client.close();`);
    expect(did()).toEqual(['u9', 'u9']);
    used.ingest.reset();
    await run(`${START} V.setUser({ id: 'u9' });`);
    expect(did()).toEqual(['u9']);
    used.ingest.reset();
    await run(`${START} V.withIsolationScope(() => { V.setUser({ id: 'of a job' }); V.captureException(new Error('e')); });`);
    expect(did()).toEqual([undefined, undefined]);
  });

  it.each([
    ['an uncaught error', `setTimeout(() => { throw new Error('boom'); }, 1);`],
    ['an unhandled rejection', `Promise.reject(new Error('boom'));`],
  ])('%s: crashed, flushed before the exit', async (_name, program) => {
    const ending = await runBoth(`${START} ${program}`);
    expect([ending.code, brief(), used.arrived()]).toEqual([1, [[true, 'crashed', 1]], ['boom']]);
  });

  it('an uncaught error that beforeSend drops is none', async () => {
    await run(
      `${START.replace("release: 'job@1',", "release: 'job@1', beforeSend: () => null,")} setTimeout(() => { throw new Error('boom'); }, 1);`,
    );
    expect(brief()).toEqual([[true, 'exited', 0]]);
  });

  it('an uncaught error whose beforeSend never answers still crashed it', async () => {
    await run(
      `${START.replace("release: 'job@1',", "release: 'job@1', beforeSend: () => new Promise(() => {}),")} setTimeout(() => { throw new Error('boom'); }, 1);`,
    );
    expect(brief()).toEqual([[true, 'crashed', 1]]);
  });

  it('handled errors: the first is told, all are counted at the end, under one id', async () => {
    await run(
      `const client = ${START} for (const n of [1, 2, 3]) V.captureException(new Error('e' + n)); client.flush().then(() => process.exit(0));`,
    );
    expect(brief()).toEqual([
      [true, 'ok', 1],
      [false, 'exited', 3],
    ]);
    expect(new Set(sessions().map(({ sid }) => sid)).size).toBe(1);
  });

  it('without a release: none, and nothing is said', async () => {
    const ending = await runBoth(START.replace("release: 'job@1',", ''));
    expect([ending.stderr, used.ingest.requests]).toEqual(['', []]);
  });
});

it('a worker thread has none', async () => {
  await run(`const { Worker, isMainThread } = require('node:worker_threads'); ${START} if (isMainThread) new Worker(__filename);`);
  expect(brief()).toEqual([[true, 'exited', 0]]);
});

describe('a process that serves requests is counted by them', () => {
  const SERVER = `${START}
const http = require('node:http');
const server = http.createServer((request, response) => {
  if (request.url === '/boom') throw new Error('boom');
  if (request.url === '/end') return response.end('ok', () => setTimeout(END, 5));
  response.end('ok');
});
const get = path => new Promise(done => http.get({ port: server.address().port, path, agent: false }, answer => answer.resume().on('end', done)).on('error', done));
server.listen(0, '127.0.0.1', async () => { for (const path of PATHS) await get(path); });`;
  const buckets = () => (used.ingest.items('sessions') as SessionAggregates[]).flatMap(({ aggregates }) => aggregates);
  const program = (paths: string[], end = 'process.exit') => SERVER.replace('PATHS', JSON.stringify(paths)).replace('END', end);

  it.each([
    ['process.exit()', '() => process.exit(0)'],
    ['SIGTERM', `() => process.kill(process.pid, 'SIGTERM')`],
    ['the natural end', '() => server.close()'],
  ])('%s: all that were answered, each once', async (_name, end) => {
    await runBoth(program(['/', '/', '/end'], end));
    const counts = buckets().map(({ exited, errored, crashed }) => exited + errored + crashed);
    expect([counts.reduce((a, b) => a + b), buckets().every(({ exited }) => exited > 0), brief()]).toEqual([3, true, []]);
  });

  it('a request whose error ends the process is crashed, though nobody answered it', async () => {
    const ending = await run(program(['/', '/boom']));
    expect(ending.code).toBe(1);
    const all = buckets().reduce(
      (sum, { exited, errored, crashed }) => [sum[0]! + exited, sum[1]! + errored, sum[2]! + crashed],
      [0, 0, 0],
    );
    expect([all, brief(), used.arrived()]).toEqual([[1, 0, 1], [], ['boom']]);
  });
});
