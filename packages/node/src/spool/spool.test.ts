import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RunOptions } from '../processEnd/fixtures/endingProcess';
import { useStage } from '../processEnd/fixtures/useStage';

const used = useStage();
const { run, arrived } = used;
const folders = () => readdirSync(used.stage.tmp);
const folder = () => join(used.stage.tmp, folders()[0]!);
const files = () => (folders().length ? readdirSync(folder()) : []);
const file = () => join(folder(), files()[0]!);
const lost = () => used.ingest.items('client_report').flatMap(report => (report as { discarded_events: unknown[] }).discarded_events);
const mode = (path: string) => statSync(path).mode & 0o777;

const TELL = `client.onOutcome(o => console.log(o.category, o.status, o.attempts));`;
/** Leaves one event in the spool. */
async function leave(text = 'left behind') {
  used.ingest.respond(503);
  const ending = await run(`const client = init(); ${TELL} V.captureMessage('${text}'); process.exit(0);`);
  used.ingest.reset();
  return ending;
}
/** A start that has nothing to say of its own. */
const startAgain = (options?: RunOptions) =>
  run(`const client = init(); process.on('exit', () => console.log(JSON.stringify(client.stats().replayed)));`, options);

it('server down: a file 0600 in a folder 0700 named by user and DSN; the outcome is spooled', async () => {
  const ending = await leave();
  expect(ending.stdout).toBe('error spooled 1\n');
  expect(folders()).toHaveLength(1);
  expect(folders()[0]).toMatch(new RegExp(`^vigil-${process.getuid?.()}-[0-9a-z]{13}$`));
  expect([mode(folder()), files().length, mode(file())]).toEqual([0o700, 1, 0o600]);
});

it('nobody listens on the port: spooled, and the exit code is kept', async () => {
  const ending = await run(`init(); V.captureMessage('m'); process.exit(5);`, { dsn: 'http://key@127.0.0.1:9/1' });
  expect([ending.code, ending.stderr, files().length]).toEqual([5, '', 1]);
});

it('the next start of that DSN sends it once with the same id, deletes it, counts it as replayed', async () => {
  await leave();
  const id = /"event_id":"(\w{32})"/.exec(readFileSync(file(), 'utf8'))?.[1];
  const ending = await startAgain();
  expect([ending.code, ending.stdout]).toEqual([0, '{"error":1}\n']);
  expect(used.ingest.events().map(event => [event.message, event.event_id])).toEqual([['left behind', id]]);
  expect(files()).toEqual([]);
  await startAgain();
  expect(arrived()).toHaveLength(1);
});

it('a start that exits at once sends it too', async () => {
  await leave();
  await run(`init(); process.exit(0);`);
  expect([arrived(), files()]).toEqual([['left behind'], []]);
});

it('what ended the process is in the spool: uncaught error, signal', async () => {
  used.ingest.respond(503);
  const crash = await run(`init(); throw new Error('boom');`);
  const killed = await run(`init(); setInterval(() => {}, 1000); V.captureMessage('term'); process.kill(process.pid, 'SIGTERM');`);
  expect([crash.code, killed.signal]).toEqual([1, 'SIGTERM']);
  used.ingest.reset();
  await startAgain();
  expect(arrived().sort()).toEqual(['boom', 'term']);
});

it('a server that stays down: it is kept again, and not twice', async () => {
  await leave();
  used.ingest.respond(503);
  await run(`init(); process.exit(0);`);
  expect(files()).toHaveLength(1);
  used.ingest.reset();
  await startAgain();
  expect(arrived()).toEqual(['left behind']);
});

it('several processes start at once: it is sent once', async () => {
  // each under another name, or the next start would send it
  for (const name of ['m0', 'm1', 'm2', 'm3']) {
    await leave(name);
    const left = files().find(each => !each.startsWith('.')) ?? '';
    renameSync(join(folder(), left), join(folder(), `.${left}`));
  }
  for (const name of files()) renameSync(join(folder(), name), join(folder(), name.slice(1)));
  expect(files()).toHaveLength(4);
  const program = `const start = Number(process.env.START); while (Date.now() < start); init(); process.exit(0);`;
  const env = { START: String(Date.now() + 400) };
  await Promise.all(Array.from({ length: 6 }, () => run(program, { env })));
  expect(arrived().sort()).toEqual(['m0', 'm1', 'm2', 'm3']);
});

it('another DSN neither sees nor touches it', async () => {
  await leave();
  await startAgain({ dsn: used.ingest.dsn.replace(/\/\d+$/, '/4242') });
  expect([arrived(), files().length]).toEqual([[], 1]);
});

it('24 hours later: deleted unsent, and a debug line says so', async () => {
  await leave();
  const then = Date.now() / 1000 - 25 * 3600;
  utimesSync(file(), then, then);
  const { stdout } = await run(`init({ debug: true, logger: { ...console, debug: text => console.log(text) } }); process.exit(0);`);
  expect([arrived(), files()]).toEqual([[], []]);
  expect(stdout).toMatch(/a stored envelope \(\d+ bytes\) was too old or broken, dropped/);
  expect(lost()).toEqual([{ reason: 'cache_overflow', category: 'error', quantity: 1 }]);
});

it('refused when it is sent again: told in the client report, and not kept', async () => {
  await leave();
  used.ingest.respond([413, 200]);
  await run(`const client = init(); client.flush().then(() => console.log(JSON.stringify(client.stats().captured)));`);
  expect([files(), lost()]).toEqual([[], [{ reason: 'send_error', category: 'error', quantity: 1 }]]);
});

it('what the server does not take keeps nothing behind it from being sent, however much that is', async () => {
  const isBad = (_n: number, { items }: { items: string[] }) => (items.includes('attachment') ? 503 : 200);
  used.ingest.respond(503);
  await run(`init({ budget: false }); V.captureMessage('bad', { attachments: [{ filename: 'a.txt', data: 'a' }] });
const extra = Object.fromEntries([...'abcdefgh'].map(name => [name, 'x'.repeat(15_000)]));
for (let n = 0; n < 4; n++) V.captureMessage('good ' + n, { extra });
process.exit(0);`);
  expect(files()).toHaveLength(5);
  used.ingest.respond(isBad);
  await run(`init({ retry: { maxAttempts: 1 } }); const fs = require('node:fs');
setInterval(() => fs.readdirSync(${JSON.stringify(folder())}).length > 1 || process.exit(0), 50);`);
  expect(new Set(arrived().filter(text => text !== 'bad')).size).toBe(4);
  expect(readFileSync(file(), 'utf8')).toContain('"message":"bad"');
});

it('cut off: deleted, and the others are sent', async () => {
  used.ingest.respond(503);
  await run(`init(); V.captureMessage('whole'); V.captureMessage('cut off'); process.exit(0);`);
  used.ingest.reset();
  const cut =
    files()
      .map(name => join(folder(), name))
      .find(path => readFileSync(path, 'utf8').includes('cut off')) ?? '';
  const data = readFileSync(cut);
  writeFileSync(cut, data.subarray(0, data.length - 20));
  const ending = await startAgain();
  expect([ending.code, arrived(), files()]).toEqual([0, ['whole'], []]);
});

it.each(['', 'rubbish', '\0\0\0', 'vigil-spool 2 ', `vigil-spool 2 http://other@host/1\n{"at":1,"bytes":2}\n{}\n`])(
  'content %j: deleted, nothing sent, nothing said',
  async text => {
    await leave();
    writeFileSync(file(), text);
    const ending = await startAgain();
    expect([ending.code, ending.stderr, arrived(), files()]).toEqual([0, '', [], []]);
  },
);

it('a file or a folder others can read, or a link, is not ours: left alone', async () => {
  await leave();
  chmodSync(file(), 0o644);
  await startAgain();
  chmodSync(file(), 0o600);
  chmodSync(folder(), 0o755);
  await startAgain();
  chmodSync(folder(), 0o700);
  const [place, elsewhere] = [folder(), join(used.stage.tmp, 'elsewhere')];
  renameSync(place, elsewhere);
  symlinkSync(elsewhere, place);
  await startAgain();
  expect([arrived(), readdirSync(elsewhere).length]).toEqual([[], 1]);
});

it('somebody else took the folder name: one warning, network_error, no file', async () => {
  await leave();
  const place = folder();
  used.stage.clearTmp();
  mkdirSync(place, { mode: 0o777 });
  chmodSync(place, 0o777);
  used.ingest.respond(503);
  const ending = await run(`const client = init(); ${TELL} V.captureMessage('m'); process.exit(0);`);
  expect(ending.stdout).toBe('error network_error 1\n');
  expect(ending.stderr).toMatch(/^\[vigil\] V030 .+\n$/);
  expect(readdirSync(place)).toEqual([]);
});

it('no folder can be made: one warning, network_error, the exit code is kept', async () => {
  used.ingest.respond(503);
  const ending = await run(`const client = init(); ${TELL} V.captureMessage('m'); process.exit(6);`, { env: { TMPDIR: '/proc/none' } });
  expect([ending.code, ending.stdout]).toEqual([6, 'error network_error 1\n']);
  expect(ending.stderr).toMatch(/^\[vigil\] V030 .+\n$/);
});

it('spool: false writes nothing, says nothing', async () => {
  used.ingest.respond(503);
  const ending = await run(`const client = init({ spool: false }); ${TELL} V.captureMessage('m'); process.exit(0);`);
  expect([ending.stdout, ending.stderr, folders()]).toEqual(['error network_error 1\n', '', []]);
});

it('spool: { dir } is the folder, by its own limits: the oldest make way, and the client report says so', async () => {
  used.ingest.respond(503);
  const dir = join(used.stage.tmp, 'own', 'spool');
  const init = `const client = init({ spool: { dir: ${JSON.stringify(dir)}, maxBytes: 8000 } }); ${TELL}`;
  const ending = await run(
    `${init} for (const n of ['One', 'Two', 'Three', 'Four', 'Five']) V.captureException(new Error(n)); process.exit(0);`,
  );
  expect(ending.stdout).toBe('error spooled 1\n'.repeat(5));
  const sizes = readdirSync(dir).map(name => statSync(join(dir, name)).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(8000);
  used.ingest.reset();
  await run(`${init} process.exit(0);`);
  const evicted = lost().reduce((sum: number, each) => sum + (each as { quantity: number }).quantity, 0);
  expect(lost()[0]).toMatchObject({ reason: 'cache_overflow', category: 'error' });
  expect(arrived().length).toBeGreaterThan(0);
  expect(arrived().length + evicted).toBe(5);
  expect(arrived()).toContain('Five');
  expect(readdirSync(dir)).toEqual([]);
});

it('over the limit, what ended the process stays and older files go', async () => {
  used.ingest.respond(503);
  const options = `{ spool: { dir: ${JSON.stringify(join(used.stage.tmp, 'own'))}, maxBytes: 2500 } }`;
  await run(`init(${options}); V.captureMessage('older'); process.exit(0);`);
  await run(`init(${options}); V.captureException(new Error('first')); V.captureException(new Error('second')); throw new Error('boom');`);
  used.ingest.reset();
  await run(`init(${options}); process.exit(0);`);
  expect(arrived()).toContain('boom');
  expect(arrived()).not.toContain('older');
});

it('a custom transport: what it had no time for is spooled, and given to it at the next start', async () => {
  const init = `const transport = () => ({ send: async envelope => (console.log('send', envelope[1][0][1].message ?? JSON.parse(Buffer.from(envelope[1][0][1])).message), {}), flush: async () => true });
init({ transport });`;
  const first = await run(`${init} V.captureMessage('m'); process.exit(0);`);
  expect([first.stdout, files().length]).toEqual(['', 1]);
  const second = await run(`${init}`);
  expect([second.stdout, files()]).toEqual(['send m\n', []]);
});

it('shutdownTimeout: 0 goes straight to the spool', async () => {
  await run(`init({ shutdownTimeout: 0 }); V.captureMessage('m'); process.exit(0);`);
  expect([used.ingest.requests.length, files().length]).toEqual([0, 1]);
});

const flag = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';
it(`under ${flag} there is no Worker: spooled where writing is allowed`, async () => {
  const args = [flag, '--allow-fs-read=*', `--allow-fs-write=${used.stage.tmp}/*`];
  const ending = await run(`init(); V.captureMessage('m'); process.exit(3);`, { args, env: { NODE_NO_WARNINGS: '1' } });
  expect([ending.code, ending.stderr, files().length]).toEqual([3, '', 1]);
});

it(`under ${flag} without any right: one warning, the exit code is kept`, async () => {
  const args = [flag, '--allow-fs-read=*'];
  const ending = await run(`const client = init(); ${TELL} V.captureMessage('m'); process.exit(3);`, {
    args,
    env: { NODE_NO_WARNINGS: '1' },
  });
  expect([ending.code, ending.stdout]).toEqual([3, 'error network_error 1\n']);
  expect(ending.stderr).toMatch(/^\[vigil\] V030 .+\n$/);
});
