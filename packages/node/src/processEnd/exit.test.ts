import { startIngest } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { useStage } from './fixtures/useStage';

const used = useStage();
const { run, arrived } = used;

it('capture and process.exit in the next line: delivered once, the code is kept', async () => {
  const ending = await run(`init(); V.captureException(new Error('last words')); process.exit(3);`);
  expect(ending).toEqual({ code: 3, signal: null, stdout: '', stderr: '' });
  expect(arrived()).toEqual(['last words']);
});

it('the request is the one the transport would have sent', async () => {
  await run(`init({ transportOptions: { headers: { 'X-Team': 'a' } } }); V.captureException(new Error('by worker')); process.exit(0);`);
  await run(`init({ transportOptions: { headers: { 'X-Team': 'a' } } }); V.captureException(new Error('by transport')); V.flush();`);
  expect(arrived()).toEqual(['by worker', 'by transport']);
  const [byWorker, byTransport] = used.ingest.requests;
  const { 'content-length': _, ...headers } = byTransport!.headers;
  expect(byWorker!.headers).toMatchObject(headers);
  expect([byWorker!.method, byWorker!.url]).toEqual([byTransport!.method, byTransport!.url]);
});

it('a long body is compressed, and arrives whole', async () => {
  await run(`init(); const parts = Array.from({ length: 60 }, (_, n) => n + ' part'.repeat(200));
V.captureException(new Error('long'), { captureContext: { contexts: { parts: { ...parts } } } }); process.exit(0);`);
  expect(used.ingest.requests[0]?.headers['content-encoding']).toBe('gzip');
  expect(arrived()).toEqual(['long']);
});

it('sent_at says when it left, not when it was captured', async () => {
  await run(`init(); V.captureException(new Error('e')); const end = Date.now() + 300; while (Date.now() < end); process.exit(0);`);
  const { headers } = used.ingest.envelopes[0]!;
  const event = used.ingest.events()[0]!;
  expect(Date.parse(String(headers['sent_at'])) - Number(event.timestamp) * 1000).toBeGreaterThanOrEqual(299);
});

it('natural end: delivered exactly once, code 0', async () => {
  const ending = await run(`init(); V.captureException(new Error('natural'));`);
  expect([ending.code, ending.stderr]).toEqual([0, '']);
  expect(arrived()).toEqual(['natural']);
});

it('natural end with a beforeExit listener of the application: delivered, and the listener is called once', async () => {
  const ending = await run(`init(); process.on('beforeExit', () => console.log('beforeExit')); V.captureException(new Error('natural'));`);
  expect([ending.code, ending.stdout]).toEqual([0, 'beforeExit\n']);
  expect(arrived()).toContain('natural');
});

it('process.exitCode is kept', async () => {
  expect((await run(`init(); process.exitCode = 7; V.captureException(new Error('e'));`)).code).toBe(7);
  expect(arrived()).toEqual(['e']);
});

it('captured in an exit listener: delivered', async () => {
  const ending = await run(`init(); process.on('exit', () => V.captureException(new Error('in exit'))); process.exit(4);`);
  expect(ending.code).toBe(4);
  expect(arrived()).toEqual(['in exit']);
});

it('an exit listener that exits with another code keeps it', async () => {
  const ending = await run(`init(); process.on('exit', () => process.exit(9)); V.captureException(new Error('e')); process.exit(1);`);
  expect(ending.code).toBe(9);
  expect(arrived()).toEqual(['e']);
});

it('close without await, then exit: delivered', async () => {
  await run(`init(); V.captureException(new Error('closing')); V.close(); process.exit(0);`);
  expect(arrived()).toEqual(['closing']);
});

it('ES module whose top-level await never settles: delivered, code 13 as ever', async () => {
  const ending = await run(`init(); V.captureException(new Error('stuck')); await new Promise(() => {});`, { esm: true });
  expect(ending.code).toBe(13);
  expect(arrived()).toContain('stuck');
});

describe('a client of its own, which has no ProcessEnd by hand', () => {
  const own = `const own = V.createClient({ dsn: process.env.TEST_DSN });`;

  it.each([
    ['process.exit', 'process.exit(3);', 3],
    ['an uncaught error', `throw new Error('boom');`, 1],
    ['an unhandled rejection', `Promise.reject(new Error('boom'));`, 1],
    ['the natural end', '', 0],
  ])('%s delivers what it captured, beside init and without', async (_how, end, code) => {
    expect((await run(`${own} own.captureMessage('own'); ${end}`)).code).toBe(code);
    expect(arrived()).toEqual(['own']);
    expect((await run(`init(); ${own} own.captureMessage('beside'); V.captureMessage('main'); ${end}`)).code).toBe(code);
    expect(
      arrived()
        .filter(text => text !== 'boom')
        .sort(),
    ).toEqual(['beside', 'main', 'own']);
  });

  it('nobody answers: it waits in the spool for the next client of the same DSN', async () => {
    used.ingest.respond('hang');
    await run(
      `const own = V.createClient({ dsn: process.env.TEST_DSN, shutdownTimeout: 200 }); own.captureMessage('own'); process.exit();`,
    );
    used.ingest.reset();
    await run(`${own} own.flush();`);
    expect(arrived()).toEqual(['own']);
  });

  it('a server that hangs holds the end up once, and takes nobody else’s time', async () => {
    const hanging = await startIngest();
    hanging.respond('hang');
    const program = `const start = Date.now(); const shutdownTimeout = 9_000; const options = { dsn: '${hanging.dsn}', spool: false, shutdownTimeout };
const clients = [V.createClient(options), V.createClient(options), V.createClient({ dsn: process.env.TEST_DSN, shutdownTimeout })];
clients.forEach(client => client.captureMessage('m')); process.on('exit', () => console.log(Date.now() - start)); process.exit();`;
    expect(Number((await run(program)).stdout)).toBeLessThan(2 * 9_000);
    await hanging.close();
    expect(arrived()).toEqual(['m']);
  });

  it('of many the process is listened to once, and no more when they are closed', async () => {
    const ending = await run(`const names = ['exit', 'beforeExit', 'SIGTERM', 'SIGINT'];
const state = () => names.map(name => process.listenerCount(name)).join();
const clients = Array.from({ length: 20 }, () => V.createClient({ dsn: process.env.TEST_DSN })); console.log(state());
Promise.all(clients.map(client => client.close())).then(() => console.log(state()));`);
    expect([ending.stdout, ending.stderr]).toEqual(['1,1,1,1\n0,0,0,0\n', '']);
  });
});

it('100 events at once: all delivered', async () => {
  const names = Array.from({ length: 100 }, (_, n) => `Error${String.fromCharCode(65 + (n % 26), 65 + Math.floor(n / 26))}`);
  await run(`init({ budget: false }); for (const n of ${JSON.stringify(names)}) V.captureException(new Error(n)); process.exit(0);`);
  expect(new Set(arrived())).toEqual(new Set(names));
});

it('what was dropped is told in a client report at the end', async () => {
  await run(`init({ beforeSend: () => null }); V.captureException(new Error('dropped')); process.exit(0);`);
  expect(used.ingest.items('client_report')).toMatchObject([
    { discarded_events: [{ reason: 'before_send', category: 'error', quantity: 1 }] },
  ]);
});

it('a server that does not answer holds the end up for shutdownTimeout, no longer', async () => {
  used.ingest.respond('hang');
  const ending = await run(
    `init({ shutdownTimeout: 300 }); V.captureException(new Error('e')); const start = Date.now();
process.on('exit', () => console.log(Date.now() - start)); process.exit(2);`,
  );
  expect(ending.code).toBe(2);
  expect(Number(ending.stdout)).toBeGreaterThanOrEqual(299);
  expect(Number(ending.stdout)).toBeLessThan(20_000);
});

it('nothing unsent: no Worker is started', async () => {
  const ending = await run(
    `init(); process.on('exit', () => console.log(process.moduleLoadList.includes('NativeModule worker_threads')));`,
  );
  expect(ending.stdout).toBe('false\n');
});

it('in a worker thread: process.exit there delivers, the thread ends with its code, the process with its own', async () => {
  const ending = await run(
    `const { Worker, isMainThread } = require('node:worker_threads');
if (isMainThread) new Worker(__filename).on('exit', code => console.log('thread', code));
else { init(); V.captureException(new Error('in thread')); process.exit(5); }`,
  );
  expect([ending.code, ending.stdout]).toEqual([0, 'thread 5\n']);
  expect(arrived()).toEqual(['in thread']);
});

it('a preload given to Node runs once, not in our Worker', async () => {
  const ending = await run(`init(); V.captureException(new Error('e')); process.exit(0);`, {
    env: { NODE_OPTIONS: '--import "data:text/javascript,console.log(1)"' },
  });
  expect(ending.stdout).toBe('1\n');
  expect(arrived()).toEqual(['e']);
});

it('each ends in one outcome', async () => {
  used.ingest.respond([200, 429, 413, 400]);
  const ending = await run(
    `const client = init(); client.onOutcome(o => console.log(o.status, o.httpStatus, o.attempts));
for (const name of ['One', 'Two', 'Three', 'Four']) V.captureException(new Error(name)); process.exit(0);`,
  );
  expect(ending.stdout.split('\n').filter(Boolean).sort()).toEqual([
    'rate_limited 429 1',
    'refused 400 1',
    'sent 200 1',
    'too_large 413 1',
  ]);
});

it('close() leaves no listener and no patch behind', async () => {
  const ending = await run(
    `const names = ['exit', 'beforeExit', 'SIGTERM', 'SIGINT', 'uncaughtExceptionMonitor', 'unhandledRejection', 'uncaughtException'];
const state = () => JSON.stringify([names.map(n => process.listenerCount(n)), Object.hasOwn(process, 'emit')]);
const before = state(); init(); const during = state();
V.close().then(() => console.log(before === state(), before !== during));`,
  );
  expect(ending.stdout).toBe('true true\n');
});
