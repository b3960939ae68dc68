import { describe, expect, it } from 'vitest';
import { useStage } from './fixtures/useStage';

const used = useStage();
const { run, runBoth } = used;
const mechanism = { type: 'auto.node.onuncaughtexception', handled: false };

describe('exit code and stderr are Node’s own, and the event arrives once', () => {
  it.each([
    ['thrown at top level', `init(); throw new TypeError('boom');`],
    ['thrown in a timer', `init(); setTimeout(() => { throw new TypeError('boom'); }, 5);`],
    ['thrown in a microtask', `init(); queueMicrotask(() => { throw new TypeError('boom'); });`],
    ['thrown in a callback', `init(); require('node:fs').readFile(__filename, () => { throw new TypeError('boom'); });`],
    ['an error event nobody listens to', `init(); new (require('node:events'))().emit('error', new TypeError('boom'));`],
    ['thrown in an async function', `init(); (async () => { await 1; throw new TypeError('boom'); })();`],
    [
      'with an exit listener that sets another code',
      `init(); process.on('exit', () => { process.exitCode = 8; }); throw new TypeError('boom');`,
    ],
    ['with an exit listener that throws', `init(); process.on('exit', () => { throw new Error('second'); }); throw new TypeError('boom');`],
  ])('%s', async (_, program) => {
    const ending = await runBoth(program);
    expect(ending.stderr).toContain('TypeError: boom');
    expect(ending.code).not.toBe(0);
    const values = used.ingest
      .events()
      .map(event => [event.level, event.exception?.values?.[0]?.type, event.exception?.values?.[0]?.value]);
    expect(values).toEqual([['fatal', 'TypeError', 'boom']]);
  });
});

it('a listener of the application that throws ends the process as ever: what is unsent arrives, as fatal as it was taken', async () => {
  const ending = await runBoth(
    `init(); V.captureMessage('before'); process.on('uncaughtException', error => { throw error; }); setTimeout(() => { throw new Error('first'); }, 10);`,
  );
  expect(ending.code).toBe(7);
  expect(ending.stderr).toContain('Error: first');
  // what was written and not answered goes out once more, under its id
  expect(new Set(used.arrived())).toEqual(new Set(['before', 'first']));
});

it.each([
  ['gives call sites', '(error, sites) => sites'],
  ['gives an object', '() => ({ a: 1 })'],
  ['gives nothing', '() => {}'],
  ['throws', `() => { throw new Error('inner'); }`],
])('an Error.prepareStackTrace of the application that %s costs no event', async (_, prepare) => {
  const ending = await runBoth(
    `init(); Error.prepareStackTrace = ${prepare}; V.captureException(new RangeError('captured')); V.captureException('text'); V.captureMessage('said');
setTimeout(() => { throw new TypeError('boom'); }, 5);`,
  );
  expect(ending.code).toBe(1);
  expect(used.arrived().sort()).toEqual(['boom', 'captured', 'said', 'text']);
});

it('says that nobody handled it', async () => {
  await run(`init(); throw new Error('boom');`);
  expect(used.ingest.events()[0]?.exception?.values?.[0]?.mechanism).toEqual(mechanism);
});

it.each([`'text'`, 'undefined', 'null', '{ code: 5 }', 'Symbol("s")'])('throw %s: an event, and Node’s own end', async value => {
  await runBoth(`init(); throw ${value};`);
  const events = used.ingest.events();
  expect(events).toHaveLength(1);
  expect(events[0]?.exception?.values?.[0]?.mechanism).toMatchObject(mechanism);
});

it('the application listens to uncaughtException and lives on: reported as error, the client still works', async () => {
  const ending = await runBoth(
    `init(); process.on('uncaughtException', error => { console.log('took', error.message); V.captureMessage('still here'); }); throw new Error('boom');`,
  );
  expect([ending.code, ending.stdout]).toEqual([0, 'took boom\n']);
  const told = used.ingest.events().map(({ level, message }) => [level, message]);
  expect(told).toHaveLength(2);
  expect(told).toEqual(
    expect.arrayContaining([
      ['error', undefined],
      ['info', 'still here'],
    ]),
  );
});

it('a capture callback keeps the process alive: reported, not handed off', async () => {
  const ending = await runBoth(`init(); process.setUncaughtExceptionCaptureCallback(() => console.log('took')); throw new Error('boom');`);
  expect([ending.code, ending.stdout]).toEqual([0, 'took\n']);
  expect(used.ingest.events().map(event => event.level)).toEqual(['error']);
});

const canAdd = 'addUncaughtExceptionCaptureCallback' in process;
describe.skipIf(!canAdd)(`a capture callback that was added${canAdd ? '' : ' (skipped: Node before 26)'}`, () => {
  const add = 'process.addUncaughtExceptionCaptureCallback';

  it('takes the error: reported, not handed off, and the process lives on', async () => {
    const ending = await runBoth(`init(); ${add}(() => { console.log('took'); return true; }); throw new Error('boom');`);
    expect([ending.code, ending.stdout]).toEqual([0, 'took\n']);
    expect(used.ingest.events().map(event => event.level)).toEqual(['error']);
  });

  it('leaves the error: the end is Node’s own, and the report arrives', async () => {
    const ending = await runBoth(`init(); ${add}(() => console.log('left')); throw new Error('boom');`);
    expect([ending.code, ending.stdout]).toEqual([1, 'left\n']);
    expect(used.arrived()).toEqual(['boom']);
  });
});

it.each([
  [
    'a capture callback',
    `process.setUncaughtExceptionCaptureCallback(error => { throw error; }); setTimeout(() => { throw new Error('boom'); }, 5);`,
  ],
  [
    'the listener of a domain',
    `const domain = require('node:domain').create(); domain.on('error', error => { throw error; }); domain.run(() => setTimeout(() => { throw new Error('boom'); }, 5));`,
  ],
])('%s that throws ends the process as ever: the next start sends what it got', async (_, program) => {
  const ending = await runBoth(`init(); ${program}`);
  expect([ending.code, used.arrived()]).toEqual([7, []]);
  await run(`init(); process.exit(0);`);
  expect(used.arrived()).toEqual(['boom']);
});

it('a capture callback that lives on: no file stays, and nothing is sent twice', async () => {
  await run(`init(); process.setUncaughtExceptionCaptureCallback(() => V.flush()); setTimeout(() => { throw new Error('boom'); }, 5);`);
  await run(`init(); process.exit(0);`);
  expect(used.arrived()).toEqual(['boom']);
});

it.each([
  ['Date.now throws', `Date.now = () => { throw new Error('dn'); }; setTimeout(() => { throw new Error('b'); }, 5);`],
  ['Date.now throws, and it is a rejection', `Date.now = () => { throw new Error('dn'); }; Promise.reject(new Error('b'));`],
  ['Date.now throws at the natural end', `V.captureMessage('m'); Date.now = () => { throw new Error('dn'); };`],
  [
    'all objects have a toJSON, which hides whether anything is left, and timers are counted,',
    `const wait = setTimeout; let waits = 0; globalThis.setTimeout = (...args) => { waits++; return wait(...args); };
process.on('exit', () => console.log(waits < 20)); Object.prototype.toJSON = function () { return 1; }; V.captureException(new Error('x'));`,
  ],
  ['all objects have a toJSON, and it dies', `Object.prototype.toJSON = function () { return 1; }; throw new Error('x');`],
])('an application where %s ends as without us', async (_, program) => {
  await runBoth(`init(); ${program}`);
});

it('the event is there before an exit listener kills the process hard', async () => {
  const ending = await run(`init(); process.on('exit', () => process.kill(process.pid, 'SIGKILL')); throw new Error('boom');`);
  expect(ending.signal).toBe('SIGKILL');
  expect(used.ingest.events()).toHaveLength(1);
});

it('onFatalError of the client is told; what it captures is delivered; what it throws changes nothing', async () => {
  const ending = await run(
    `init({ onFatalError: error => { console.log(error.message); V.captureMessage('from onFatalError'); throw 1; } }); throw new Error('boom');`,
  );
  expect([ending.code, ending.stdout]).toEqual([1, 'boom\n']);
  expect(used.ingest.events()).toHaveLength(2);
});

it('onFatalError of the integration beats it', async () => {
  const ending = await run(
    `init({ onFatalError: () => console.log('client'), integrations: [V.onUncaughtExceptionIntegration({ onFatalError: () => console.log('integration') })] });
throw new Error('boom');`,
  );
  expect(ending.stdout).toBe('integration\n');
});

it('exitEvenIfOtherHandlersAreRegistered: the other handlers run, then the process ends with 1', async () => {
  const ending = await run(
    `init({ integrations: [V.onUncaughtExceptionIntegration({ exitEvenIfOtherHandlersAreRegistered: true })] });
process.on('uncaughtException', () => console.log('other')); setInterval(() => {}, 1000); throw new Error('boom');`,
  );
  expect([ending.code, ending.stdout]).toEqual([1, 'other\n']);
  expect(ending.stderr).toContain('Error: boom');
  expect(used.ingest.events()).toHaveLength(1);
});

it('a flood of them is budgeted, the one that ends the process is not', async () => {
  const ending = await run(
    `init(); const keep = () => {}; process.on('uncaughtException', keep); let n = 0;
const timer = setInterval(() => { if (++n > 20) { process.removeListener('uncaughtException', keep); clearInterval(timer); } throw new Error('boom'); }, 1);`,
  );
  expect(ending.code).toBe(1);
  const levels = used.distinct().map(event => event.level);
  expect(levels.filter(level => level === 'error')).toHaveLength(5);
  expect(levels.filter(level => level === 'fatal')).toHaveLength(1);
});

it('the event belongs to the context it was thrown in', async () => {
  await run(
    `init(); V.withIsolationScope(scope => { scope.setTag('who', 'A'); setTimeout(() => { throw new Error('boom'); }, 5); });
V.withIsolationScope(scope => { scope.setTag('who', 'B'); setTimeout(() => {}, 1); });`,
  );
  expect(used.ingest.events()[0]?.tags).toEqual({ who: 'A' });
});

it('thrown synchronously by a request listener: the context of that request, not of one still open on the same connection', async () => {
  const ending = await run(
    `init({ integrations: sdk => [...sdk, V.httpIntegration()] });
const server = require('node:http').createServer((req, res) => { V.setTag('url', req.url); if (req.url === '/2') throw new Error('boom'); });
server.listen(0, () => require('node:net').connect(server.address().port).end('GET /1 HTTP/1.1\\r\\nHost: a\\r\\n\\r\\nGET /2 HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n'));`,
  );
  expect(ending.code).toBe(1);
  expect(used.ingest.events().map(event => event.tags)).toEqual([{ url: '/2' }]);
});

it('in a worker thread: reported there, and the parent still decides', async () => {
  const ending = await runBoth(
    `const { Worker, isMainThread } = require('node:worker_threads');
if (isMainThread) new Worker(__filename).on('error', error => console.log('parent got', error.message)).on('exit', code => console.log(code));
else { init(); throw new Error('in thread'); }`,
  );
  expect([ending.code, ending.stdout]).toEqual([0, 'parent got in thread\n1\n']);
  expect(used.ingest.events().map(event => event.exception?.values?.[0]?.value)).toEqual(['in thread']);
});

it.each([
  ['thrown', `throw new Error('in thread');`],
  ['rejected', `Promise.reject(new Error('in thread'));`],
  ['frozen', `throw Object.freeze(new Error('in thread'));`],
])(
  'in a worker thread, where both threads have a client: reported by the worker alone, as the parent gets it unchanged (%s)',
  async (way, fails) => {
    const ending = await runBoth(
      `const { Worker, isMainThread } = require('node:worker_threads'); init({ integrations: sdk => [...sdk, V.workerThreadsIntegration()] });
if (isMainThread) new Worker(__filename).on('error', error => console.log('parent got', error.message, Object.keys(error))).on('exit', code => console.log(code));
else { V.setTag('thread', 'worker'); ${fails} }`,
    );
    expect([ending.code, ending.stdout]).toEqual([0, 'parent got in thread []\n1\n']);
    const events = used.ingest.events().map(({ tags, exception }) => [tags?.['thread'], exception?.values?.[0]?.value]);
    // what cannot be marked is told by both
    expect(events).toEqual(way === 'frozen' ? expect.arrayContaining([['worker', 'in thread']]) : [['worker', 'in thread']]);
  },
);

it('after close() nothing is reported', async () => {
  await run(`init(); V.close().then(() => { throw new Error('after'); });`);
  expect(used.ingest.events()).toEqual([]);
});
