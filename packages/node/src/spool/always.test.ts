import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useStage } from '../processEnd/fixtures/useStage';

const used = useStage();
const { run, runBoth, arrived } = used;
const dir = () => join(used.stage.tmp, 'spool');
const names = () => (existsSync(dir()) ? readdirSync(dir()) : []);
const ids = () => used.ingest.events().map(event => event.event_id);
const lost = () =>
  used.ingest
    .items('client_report')
    .flatMap(report => (report as { discarded_events: Array<{ reason: string; quantity: number }> }).discarded_events);

/** `spool: always` in a folder of its own, and the names of its files. */
const init = (more = '') =>
  `const fs = require('node:fs'); const dir = ${JSON.stringify(dir())}; const names = () => (fs.existsSync(dir) ? fs.readdirSync(dir) : []);
const client = init({ spool: { dir, when: 'always', ${more} }, budget: false });
const tell = () => client.onOutcome(o => console.log(o.category, o.status));`;
/** Sends what is there, to the last. */
const sendAll = () => run(`${init()} setInterval(() => names().length || process.exit(0), 10);`);

describe('written at capture', () => {
  it('a file 0600 for each error when the call returns, none once it is answered for; messages too, sessions and reports not', async () => {
    const program = `${init()} client.captureSession({ sid: 'a'.repeat(32), toJSON: () => ({}) }); V.captureException(new Error('one')); V.captureMessage('two');
console.log(names().length, names().every(name => (fs.statSync(dir + '/' + name).mode & 0o777) === 0o600), fs.statSync(dir).mode & 0o777);
client.flush().then(() => console.log(names().length));`;
    expect((await run(program)).stdout).toBe(`2 true ${0o700}\n0\n`);
    expect(arrived().sort()).toEqual(['one', 'two']);
  });

  it("spool: 'always' is the same in the temporary folder", async () => {
    const ending = await run(`init({ spool: 'always' }); V.captureException(new Error('e')); process.kill(process.pid, 'SIGKILL');`);
    expect(ending.signal).toBe('SIGKILL');
    await run(`init(); process.exit(0);`);
    expect(arrived()).toEqual(['e']);
  });

  it('holds the scrubbed bytes, nothing else of the event', async () => {
    const program = `${init()} V.captureException(new Error('e'), { captureContext: { extra: { password: 'hunter2' } } });
console.log(/hunter2/.test(fs.readFileSync(dir + '/' + names()[0], 'utf8')));`;
    expect((await run(program)).stdout).toBe('false\n');
  });

  it('delivered at the end of the process: no file stays', async () => {
    const ending = await run(`${init()} V.captureException(new Error('e')); process.exit(3);`);
    expect([ending.code, arrived(), names()]).toEqual([3, ['e'], []]);
  });

  it('server down to the end: spooled, and sent once by the next start under the same id', async () => {
    used.ingest.respond(503);
    const ending = await run(`${init()} tell(); console.log(V.captureException(new Error('e'))); process.exit(0);`);
    const [id] = ending.stdout.split('\n');
    expect(ending.stdout).toBe(`${id}\nerror spooled\n`);
    used.ingest.reset();
    await sendAll();
    expect([ids(), names()]).toEqual([[id], []]);
  });
});

describe('an end that runs no code of ours: the next start sends it under the same id', () => {
  it.each([
    ['SIGKILL', `process.kill(process.pid, 'SIGKILL');`],
    ['process.abort()', `process.abort();`],
    ['out of memory', `const all = []; for (;;) all.push(new Array(1e5).fill(all.length + 0.5));`],
  ])('%s, code and signal as without us', async (_name, end) => {
    const args = ['--max-old-space-size=30'];
    const bare = await run(end, { sdk: false, args });
    const ending = await run(`${init()} require('node:fs').writeSync(1, V.captureException(new Error('e'))); ${end}`, { args });
    expect([ending.code, ending.signal]).toEqual([bare.code, bare.signal]);
    expect(arrived()).toEqual([]);
    await sendAll();
    expect([ids(), arrived(), names()]).toEqual([[ending.stdout], ['e'], []]);
  });

  it('worker.terminate(): the thread that started it sends it at once', async () => {
    used.ingest.respond(n => (n === 1 ? 'hang' : 200));
    const program = `const { Worker, isMainThread, parentPort } = require('node:worker_threads');
if (isMainThread) { ${init()} const worker = new Worker(__filename); const alive = setInterval(() => {}, 1000);
  worker.on('message', () => worker.terminate()); worker.on('exit', () => setInterval(() => names().length || process.exit(0), 10));
} else { ${init()} V.captureException(new Error('in thread')); setTimeout(() => parentPort.postMessage(1), 100); }`;
    const ending = await run(program);
    expect(ending.code).toBe(0);
    expect(new Set(arrived())).toEqual(new Set(['in thread']));
    expect(new Set(ids()).size).toBe(1);
  });
});

describe('several processes in one folder', () => {
  it('a live process keeps what it has in hand; a dead one’s is sent', async () => {
    const [flag, ready] = [join(used.stage.tmp, 'die'), join(used.stage.tmp, 'ready')];
    const stuck = `transport: () => ({ send: () => new Promise(() => {}), flush: async () => true })`;
    const first = run(`const fs = require('node:fs'); init({ ${stuck}, spool: { dir: ${JSON.stringify(dir())}, when: 'always' } });
V.captureException(new Error('in hand')); fs.writeFileSync(${JSON.stringify(ready)}, '');
setInterval(() => fs.existsSync(${JSON.stringify(flag)}) && process.kill(process.pid, 'SIGKILL'), 10);`);
    while (!existsSync(ready)) await new Promise(resolve => setTimeout(resolve, 10));
    await run(`${init()} client.flush().then(() => process.exit(0));`);
    expect([arrived(), names().length]).toEqual([[], 1]);
    writeFileSync(flag, '');
    await first;
    await sendAll();
    expect(arrived()).toEqual(['in hand']);
  });

  it('many that start at once send each event once', async () => {
    const texts = Array.from({ length: 12 }, (_, n) => `e${n}`);
    await run(
      `${init()} for (const text of ${JSON.stringify(texts)}) V.captureException(new Error(text)); process.kill(process.pid, 'SIGKILL');`,
    );
    expect(names()).toHaveLength(12);
    const env = { START: String(Date.now() + 500) };
    const program = `const start = Number(process.env.START); while (Date.now() < start); ${init()} setInterval(() => names().length || process.exit(0), 10);`;
    await Promise.all(Array.from({ length: 6 }, () => run(program, { env })));
    expect(arrived().sort()).toEqual([...texts].sort());
  });

  it('a file whose process id now belongs to another process is free; one of an unknown host is not, until it is old or from the future', async () => {
    await run(`${init()} for (const n of ['a', 'b']) V.captureException(new Error(n)); process.kill(process.pid, 'SIGKILL');`);
    const [one = '', other = ''] = names();
    const move = (name: string, change: (owner: string[]) => string[]) => {
      const [base = '', ...owner] = name.split('.');
      renameSync(join(dir(), name), join(dir(), [base, ...change(owner)].join('.')));
    };
    move(one, ([host = '', , start = '', thread = '', live = '']) => [host, String(process.pid), start, thread, live]);
    move(other, ([, pid = '', start = '', thread = '', live = '']) => ['elsewhere', pid, start, thread, live]);
    await run(`${init()} client.flush().then(() => process.exit(0));`);
    expect([arrived().length, names().length]).toEqual([1, 1]);
    // the lease goes by when the name last changed, which cannot be set: the reader's clock is moved instead
    const later = `const now = Date.now; Date.now = () => now() + 20 * 60_000;`;
    await run(`${later} ${init()} setInterval(() => names().length || process.exit(0), 10);`);
    expect(arrived().sort()).toEqual(['a', 'b']);
  });

  it('together they stay within maxBytes, and every event is accounted for', async () => {
    used.ingest.respond(503);
    const program = `${init('maxBytes: 40_000')} tell(); for (let n = 0; n < 60; n++) V.captureException(new Error('e' + n)); process.exit(0);`;
    const endings = await Promise.all(Array.from({ length: 4 }, () => run(program)));
    const said = endings.flatMap(({ stdout }) => stdout.trim().split('\n'));
    const bytes = names().reduce((sum, name) => sum + statSync(join(dir(), name)).size, 0);
    expect(said.filter(line => line.startsWith('error'))).toHaveLength(240);
    expect(bytes).toBeLessThanOrEqual(40_000 * (1 + 4 / 16));
    used.ingest.reset();
    await sendAll();
    const spooled = said.filter(line => line === 'error spooled').length;
    const evicted = lost().reduce((sum, each) => sum + (each.reason === 'cache_overflow' ? each.quantity : 0), 0);
    expect(arrived().length).toBeGreaterThan(0);
    // the report of what made way may have had to make way itself
    expect(arrived().length + evicted).toBeLessThanOrEqual(spooled);
    expect(new Set(ids()).size).toBe(ids().length);
  });
});

describe('kill -9 at any moment', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    'round %i: whatever a capture returned for is delivered once, and every file is whole',
    async round => {
      used.ingest.respond(503);
      // the parent kills as soon as it has read of so many: the child is by then somewhere in a later one
      const count = (round * 37) % 101;
      const program = `${init()} for (let n = 0; ; n++) { const id = V.captureException(new Error('e' + n)); fs.writeSync(1, n + ':' + id + '\\n'); }`;
      const ending = await run(program, { signalAt: { text: `\n${count}:`, signal: 'SIGKILL' } });
      expect(ending.signal).toBe('SIGKILL');
      const returned = [...ending.stdout.matchAll(/:(\w{32})\n/g)].map(([, id]) => id);
      expect(returned.length).toBeGreaterThan(count);
      used.ingest.reset();
      const { stderr } = await sendAll();
      expect([stderr, used.ingest.envelopes.filter(each => each.malformed).length]).toEqual(['', 0]);
      const got = ids();
      expect(new Set(got).size).toBe(got.length);
      expect(returned.filter(id => !got.includes(id))).toEqual([]);
    },
  );

  it.each([1, 2, 3, 4])('while it delivers, round %i: nothing is missing; at most what was under way arrives twice', async round => {
    const count = (round * 53) % 101;
    const program = `${init()} let n = 0; const next = () => { const id = V.captureException(new Error('e' + n)); fs.writeSync(1, n++ + ':' + id + '\\n'); setImmediate(next); }; next();`;
    const ending = await run(program, { signalAt: { text: `\n${count}:`, signal: 'SIGKILL' } });
    const returned = [...ending.stdout.matchAll(/:(\w{32})\n/g)].map(([, id]) => id);
    await sendAll();
    const got = ids();
    expect(returned.filter(id => !got.includes(id))).toEqual([]);
    expect(got.length - new Set(got).size).toBeLessThanOrEqual(30);
  });
});

describe('what the process could not hold while it lives', () => {
  const overflow = (options: string) =>
    `const fs = require('node:fs'); const dir = ${JSON.stringify(dir())}; const client = init({ spool: { dir }, ${options} }); client.onOutcome(o => console.log(o.status));`;

  it('tries used up: spooled, and sent by this process once something else was delivered', async () => {
    used.ingest.respond([503, 200]);
    const program = `${overflow('retry: { maxAttempts: 1 }')} V.captureException(new Error('down'));
client.flush().then(() => { console.log(fs.readdirSync(dir).length); V.captureException(new TypeError('up')); setInterval(() => fs.readdirSync(dir).length || process.exit(0), 10); });`;
    const ending = await run(program);
    expect(ending.stdout).toBe('spooled\n1\nsent\n');
    const [down, up, again] = used.ingest.events();
    expect(arrived()).toEqual(['down', 'up', 'down']);
    expect([again?.event_id, up?.event_id === down?.event_id]).toEqual([down?.event_id, false]);
  });

  it('the queue is full: spooled, and sent by this process after a minute, none lost', async () => {
    const program = `let ahead = 0; const { now } = Date; Date.now = () => now() + ahead;
${overflow('queue: { maxBytes: 5000 }, budget: false')} for (let n = 0; n < 6; n++) V.captureException(new Error('e' + n));
setInterval(() => {
  if (client.stats().pending.error) return;
  if (!fs.readdirSync(dir).length) process.exit(0);
  if (ahead) return;
  ahead = 61_000;
  V.captureMessage('a minute later');
}, 10);`;
    const ending = await run(program);
    expect(ending.stdout).toContain('spooled');
    expect(new Set(arrived().filter(text => text !== 'a minute later')).size).toBe(6);
    expect(new Set(ids()).size).toBe(ids().length);
  });
});

describe('where it cannot be written: one warning, delivery as ever, nothing thrown', () => {
  it.each([
    ['no folder can be made', `dir: '/proc/none'`, [] as string[]],
    ['the disk takes nothing more', ``, ['bash', '-c', 'ulimit -f 0; exec "$@"', '--']],
  ])('%s', async (_name, where, prefix) => {
    const program = `${init(where)} tell(); V.captureException(new Error('one')); V.captureMessage('two'); process.exit(4);`;
    const ending = await run(program, { prefix });
    expect([ending.code, ending.stdout, arrived().sort()]).toEqual([4, 'error sent\nerror sent\n', ['one', 'two']]);
    expect(ending.stderr).toMatch(/^\[vigil\] V030 spool\n$/);
    expect(names()).toEqual([]);
  });

  it('the folder is deleted meanwhile: made anew for the next', async () => {
    const program = `${init()} tell(); V.captureException(new Error('one')); fs.rmSync(dir, { recursive: true }); V.captureMessage('two');
console.log(names().length); process.exit(0);`;
    const ending = await run(program);
    expect([ending.stdout, ending.stderr, arrived().sort()]).toEqual(['1\nerror sent\nerror sent\n', '', ['one', 'two']]);
  });

  it('the folder is deleted while the server is down: what was in it is a network_error', async () => {
    used.ingest.respond(503);
    const ending = await run(
      `${init()} tell(); V.captureException(new Error('one')); fs.rmSync(dir, { recursive: true }); process.exit(0);`,
    );
    expect(ending.stdout).toBe('error network_error\n');
  });

  it('the folder is a file: said when it is read and when it is written', async () => {
    writeFileSync(dir(), '');
    const ending = await run(`${init()} tell(); V.captureException(new Error('e')); process.exit(0);`);
    expect([ending.stdout, arrived()]).toEqual(['error sent\n', ['e']]);
    expect(ending.stderr).toBe('[vigil] V054 spool\n[vigil] V030 spool\n');
  });

  it.each(['maxBytes: -1', "maxAgeMs: 'a day'", "when: 'sometimes'", 'dir: 5'])('%s: a warning, the default is in force', async setting => {
    const ending = await run(`init({ spool: { dir: ${JSON.stringify(dir())}, ${setting} } }); V.captureMessage('m'); process.exit(0);`);
    expect([ending.stderr, arrived()]).toEqual([`[vigil] V055 spool.${setting.split(':')[0]}\n`, ['m']]);
  });
});

it('a file from the future is sent', async () => {
  await run(`${init()} V.captureException(new Error('future')); process.kill(process.pid, 'SIGKILL');`);
  const then = Date.now() / 1000 + 30 * 86_400;
  utimesSync(join(dir(), names()[0] ?? ''), then, then);
  await sendAll();
  expect(arrived()).toEqual(['future']);
});

it.runIf(process.getuid?.() === 0)('a file of another user is left alone (needs root)', async () => {
  await run(`${init()} V.captureException(new Error('planted')); process.kill(process.pid, 'SIGKILL');`);
  chownSync(join(dir(), names()[0] ?? ''), 65_534, 65_534);
  await run(`${init()} client.flush().then(() => process.exit(0));`);
  expect([arrived(), names().length]).toEqual([[], 1]);
});

it('an uncaught error: on disk before its delivery begins, gone after it; code and stderr as without us', async () => {
  mkdirSync(dir(), { mode: 0o700 });
  const ending = await runBoth(`init({ spool: { dir: ${JSON.stringify(dir())}, when: 'always' } }); throw new TypeError('boom');`);
  expect([ending.code, arrived(), names()]).toEqual([1, ['boom'], []]);
});
