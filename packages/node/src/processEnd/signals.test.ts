import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useStage } from './fixtures/useStage';

const used = useStage();
const { run, arrived, distinct } = used;
const LIVE = 'setInterval(() => {}, 1000);';

/** The installed copy, wherever the package manager keeps it; undefined without one. */
function findSignalExit(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('signal-exit');
  } catch {
    const store = join(import.meta.dirname, '../../../../node_modules/.pnpm');
    const name = readdirSync(store).find(entry => entry.startsWith('signal-exit@4'));
    return name && join(store, name, 'node_modules/signal-exit/dist/cjs');
  }
}

describe.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s', signal => {
  it('0 ms after a capture, nobody listens: delivered, and the exit is by the signal', async () => {
    const ending = await run(`init(); ${LIVE} V.captureException(new Error('last words')); process.kill(process.pid, '${signal}');`);
    expect(ending).toEqual({ code: null, signal, stdout: '', stderr: '' });
    expect(new Set(arrived())).toEqual(new Set(['last words']));
  });

  it('with a request under way: its answer is waited for, so each is accepted once', async () => {
    for (const shutdown of [{}, { shutdownTimeout: 20_000 }]) {
      const ending = await run(`init(${JSON.stringify(shutdown)}); ${LIVE} V.captureMessage('main'); console.log('go');`, {
        signalAt: { text: 'go', signal },
      });
      expect([ending.signal, ending.stderr]).toEqual([signal, '']);
    }
    expect(arrived()).toEqual(['main', 'main']);
    expect(used.ingest.requests).toHaveLength(2);
  });

  it('a server that does not answer holds it up for shutdownTimeout, and what it did not answer is in the spool', async () => {
    used.ingest.respond('hang');
    const program = `init({ shutdownTimeout: 300 }); ${LIVE} V.captureMessage('unanswered'); process.kill(process.pid, '${signal}');`;
    expect((await run(program)).signal).toBe(signal);
    used.ingest.reset();
    await run(`init();`);
    expect(arrived()).toEqual(['unanswered']);
  });

  it('raised again while answers are waited for: ends at once, and what is left is in the spool', async () => {
    const another = signal === 'SIGTERM' ? ('SIGINT' as const) : ('SIGTERM' as const);
    for (const second of [signal, another] as const) {
      used.ingest.reset();
      used.ingest.respond('hang');
      const ending = await run(
        `init({ shutdownTimeout: 600_000 }); ${LIVE} V.captureMessage('m'); process.kill(process.pid, '${signal}'); setTimeout(() => console.log('go'), 50);`,
        { signalAt: { text: 'go', signal: second } },
      );
      expect(ending).toEqual({ code: null, signal, stdout: 'go\n', stderr: '' });
      expect(used.ingest.requests.length).toBeLessThan(2);
      used.ingest.reset();
      await run('init();');
      expect(distinct().map(({ message }) => message)).toEqual(['m']);
    }
  });

  it('raised twice at once: the second ends the wait that the first began', async () => {
    used.ingest.respond('hang');
    const raise = `process.kill(process.pid, '${signal}');`;
    const ending = await run(`init({ shutdownTimeout: 600_000 }); ${LIVE} V.captureMessage('m'); ${raise} ${raise}`);
    expect(ending).toEqual({ code: null, signal, stdout: '', stderr: '' });
    used.ingest.reset();
    await run('init();');
    expect(distinct().map(({ message }) => message)).toEqual(['m']);
  });

  it('with an asynchronous hook under way: waited for, and the event leaves whole and once', async () => {
    const ending = await run(
      `const wait = ms => new Promise(done => setTimeout(done, ms));
init({ beforeSend: async event => { await wait(50); return event; } }); ${LIVE} V.setUser({ id: 'ada' }); V.setTag('shop', 'main');
V.captureException(new Error('hooked')); process.kill(process.pid, '${signal}');`,
    );
    expect(ending).toEqual({ code: null, signal, stdout: '', stderr: '' });
    expect(used.ingest.requests).toHaveLength(1);
    expect(used.ingest.events()).toMatchObject([
      { user: { id: 'ada' }, tags: { shop: 'main' }, exception: { values: [{ value: 'hooked' }] } },
    ]);
  });

  it('a hook that never ends holds it up for shutdownTimeout', async () => {
    const ending = await run(
      `init({ shutdownTimeout: 100, beforeSend: () => new Promise(() => {}) }); ${LIVE} V.captureMessage('m'); process.kill(process.pid, '${signal}');`,
    );
    expect(ending).toEqual({ code: null, signal, stdout: '', stderr: '' });
  });

  it('from outside, with 100 events in the queue: all delivered', async () => {
    const ending = await run(
      `init({ budget: false }); ${LIVE} for (let n = 0; n < 100; n++) V.captureMessage('event ' + n); console.log('ready');
const end = Date.now() + 400; while (Date.now() < end);`,
      { signalAt: { text: 'ready', signal } },
    );
    expect(ending.signal).toBe(signal);
    expect(new Set(arrived()).size).toBe(100);
    expect(arrived()).toHaveLength(100);
  });

  it('the application listens: it alone decides, its exit delivers', async () => {
    const ending = await run(
      `init(); ${LIVE} process.on('${signal}', () => { console.log('mine', process.listenerCount('${signal}')); process.exit(3); });
V.captureException(new Error('e')); process.kill(process.pid, '${signal}');`,
    );
    expect([ending.code, ending.stdout]).toEqual([3, 'mine 1\n']);
    expect(new Set(arrived())).toEqual(new Set(['e']));
  });

  it('the application cleans up, then raises the signal again: what was captured meanwhile is delivered', async () => {
    const ending = await run(
      `init(); ${LIVE}
const cleanUp = () => setTimeout(() => { V.captureException(new Error('during clean-up')); process.removeListener('${signal}', cleanUp); process.kill(process.pid, '${signal}'); }, 20);
process.on('${signal}', cleanUp); process.kill(process.pid, '${signal}');`,
    );
    expect(ending.signal).toBe(signal);
    expect(new Set(arrived())).toEqual(new Set(['during clean-up']));
  });

  it.each([
    ['itself', `setTimeout(() => process.kill(process.pid, '${signal}'), 20);`],
    ['itself, once all is flushed', `V.captureMessage('m'); V.flush().then(() => process.kill(process.pid, '${signal}'));`],
    ['one that it waits for', `require('node:child_process').spawn('sh', ['-c', 'kill -s ${signal.slice(3)} ' + process.pid]);`],
  ])('raised in the last turn of the process, by %s: the exit is by the signal', async (_, raise) => {
    expect(await run(`init(); ${raise}`)).toEqual({ code: null, signal, stdout: '', stderr: '' });
  });

  it('the application cleans up until nothing is left to do, then raises the signal again: the exit is by the signal', async () => {
    const ending = await run(
      `init(); const live = setInterval(() => {}, 1000);
const cleanUp = () => { clearInterval(live); setTimeout(() => { V.captureException(new Error('during clean-up')); process.removeListener('${signal}', cleanUp); process.kill(process.pid, '${signal}'); }, 20); };
process.on('${signal}', cleanUp); process.kill(process.pid, '${signal}');`,
    );
    expect(ending).toEqual({ code: null, signal, stdout: '', stderr: '' });
    expect(arrived()).toEqual(['during clean-up']);
  });

  it('an application that ignores it lives on', async () => {
    const ending = await run(
      `init(); const live = setInterval(() => {}, 1000); let n = 0;
process.on('${signal}', () => { if (++n < 3) setTimeout(() => process.kill(process.pid, '${signal}'), 20); else { console.log(n); clearInterval(live); } });
process.kill(process.pid, '${signal}');`,
    );
    expect([ending.code, ending.stdout]).toEqual([0, '3\n']);
  });
});

it('two clients: both deliver, and the exit is by the signal', async () => {
  const ending = await run(
    `init(); const other = V.createClient({ dsn: process.env.TEST_DSN, environment: 'test', transport: V.makeNodeTransport, integrations: [V.processEndIntegration()] });
${LIVE} V.captureMessage('one'); other.captureMessage('two'); process.kill(process.pid, 'SIGTERM');`,
  );
  expect(ending.signal).toBe('SIGTERM');
  expect(new Set(arrived())).toEqual(new Set(['one', 'two']));
});

it('the ES module copy and the CommonJS copy in one process: both deliver, and the exit is by the signal', async () => {
  const ending = await run(
    `init(); import('./sdk.mjs').then(copy => {
const other = copy.createClient({ dsn: process.env.TEST_DSN, environment: 'test', transport: copy.makeNodeTransport, integrations: [copy.processEndIntegration()] });
${LIVE} V.captureMessage('one'); other.captureMessage('two'); process.kill(process.pid, 'SIGTERM'); });`,
  );
  expect(ending.signal).toBe('SIGTERM');
  expect(new Set(arrived())).toEqual(new Set(['one', 'two']));
});

it('a client of its own, without init too: delivered once, and the exit is by the signal', async () => {
  for (const begin of ['init();', '']) {
    const ending = await run(
      `${begin} const own = V.createClient({ dsn: process.env.TEST_DSN }); ${LIVE} own.captureMessage('own'); process.kill(process.pid, 'SIGTERM');`,
    );
    expect([ending.signal, ending.stderr]).toEqual(['SIGTERM', '']);
  }
  expect(arrived()).toEqual(['own', 'own']);
});

it('after close() the default is back', async () => {
  const ending = await run(
    `init(); ${LIVE} V.close().then(() => { console.log(process.listenerCount('SIGTERM')); process.kill(process.pid, 'SIGTERM'); });`,
  );
  expect([ending.signal, ending.stdout]).toEqual(['SIGTERM', '0\n']);
});

const signalExit = findSignalExit();
describe.skipIf(!signalExit)(`beside signal-exit${signalExit ? '' : ' (skipped: not installed)'}`, () => {
  const load = `const { onExit } = require(${JSON.stringify(signalExit)}); onExit((code, signal) => console.log('onExit', code, signal));`;
  const throwAway = `const { onExit } = require(${JSON.stringify(signalExit)}); const remove = onExit(() => {}); remove();`;

  it.each([
    ['before', `${load} init();`],
    ['after', `init(); ${load}`],
    ['before, used after', `require(${JSON.stringify(signalExit)}); init(); ${load}`],
  ])('loaded %s: delivered, its callback runs, the exit is by the signal', async (_, begin) => {
    const ending = await run(`${begin} ${LIVE} V.captureException(new Error('last words')); process.kill(process.pid, 'SIGTERM');`);
    expect([ending.signal, ending.stdout]).toEqual(['SIGTERM', 'onExit null SIGTERM\n']);
    expect(new Set(arrived())).toEqual(new Set(['last words']));
  });

  it.each([
    ['before', `${load} init();`],
    ['after', `init(); ${load}`],
  ])('loaded %s, and the application listens too: nobody kills, the application decides', async (_, begin) => {
    const ending = await run(
      `${begin} ${LIVE} process.on('SIGTERM', () => { console.log('mine'); process.exit(3); }); V.captureMessage('m'); process.kill(process.pid, 'SIGTERM');`,
    );
    expect([ending.code, ending.stdout]).toEqual([3, 'mine\nonExit 3 null\n']);
    expect(new Set(arrived())).toEqual(new Set(['m']));
  });

  it.each([
    ['before', `${load} init();`],
    ['after', `init(); ${load}`],
    ['before, used and put away after', `require(${JSON.stringify(signalExit)}); init(); ${throwAway}`],
    ['after, used and put away', `init(); ${throwAway}`],
  ])('loaded %s: process.exit and rejections as ever', async (_, begin) => {
    const exit = await run(`${begin} V.captureException(new Error('e')); process.exit(5);`);
    expect(exit.code).toBe(5);
    expect(new Set(arrived())).toEqual(new Set(['e']));
    used.ingest.reset();
    const rejection = await run(`${begin} Promise.reject({ a: 1 });`);
    expect(rejection.code).toBe(1);
    expect(used.ingest.events()).toMatchObject([{ extra: { __serialized__: { a: 1 } } }]);
  });
});

it('a listener that tsx hides exits as it does without us: exit listeners run, and what is unsent arrives', async () => {
  const hidden = `const { listeners, listenerCount } = process;
const hidden = () => { if (process.listenerCount('SIGINT') === 0) process.exit(130); };
process.prependListener('SIGINT', hidden);
process.listeners = name => listeners.call(process, name).filter(each => each !== hidden);
process.listenerCount = name => process.listeners(name).length;`;
  const ending = await used.runBoth(
    `${hidden} init(); ${LIVE} process.on('exit', code => console.log('exit', code)); V.captureMessage('unsent'); process.kill(process.pid, 'SIGINT');`,
  );
  expect([ending.code, ending.stdout]).toEqual([130, 'exit 130\n']);
  expect(new Set(arrived())).toEqual(new Set(['unsent']));
});

function whyNoPidNamespace(): string | undefined {
  try {
    execFileSync('unshare', ['--pid', '--fork', '--mount-proc', 'true'], { stdio: 'ignore' });
    return undefined;
  } catch (error) {
    return String(error);
  }
}
const noPid1 = whyNoPidNamespace();
describe.skipIf(noPid1 !== undefined)(`as PID 1${noPid1 ? ` (skipped: ${noPid1})` : ''}`, () => {
  const prefix = ['unshare', '--pid', '--fork', '--mount-proc', '--kill-child'];

  it('SIGTERM is dropped by the kernel as without the SDK: delivered, the process lives on and the client stays open', async () => {
    const program = `init(); const live = setInterval(() => {}, 1000); console.log(process.pid); V.captureMessage('first'); process.kill(1, 'SIGTERM');
setTimeout(() => { V.captureMessage('second'); process.kill(1, 'SIGTERM'); }, 300);
setTimeout(() => { V.captureMessage('third'); clearInterval(live); }, 600);`;
    const ending = await run(program, { prefix });
    expect([ending.code, ending.stdout]).toEqual([0, '1\n']);
    expect(new Set(arrived())).toEqual(new Set(['first', 'second', 'third']));
  });

  it('process.exit and an uncaught error: delivered, exit codes as ever', async () => {
    expect((await run(`init(); V.captureMessage('exit'); process.exit(3);`, { prefix })).code).toBe(3);
    expect((await run(`init(); throw new Error('boom');`, { prefix })).code).toBe(1);
    expect(new Set(arrived())).toEqual(new Set(['exit', 'boom']));
  });
});
