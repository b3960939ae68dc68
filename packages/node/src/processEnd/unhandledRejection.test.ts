import { describe, expect, it } from 'vitest';
import { useStage } from './fixtures/useStage';

const used = useStage();
const { run, runBoth } = used;
const MODES = ['throw', 'strict', 'warn', 'none', 'warn-with-error-code'];

const firstException = () => used.ingest.events()[0]?.exception?.values?.[0];

describe.each(MODES)('--unhandled-rejections=%s', mode => {
  const args = [`--unhandled-rejections=${mode}`];
  const dies = mode === 'throw' || mode === 'strict';

  it('an error: stderr and exit code as without, one event', async () => {
    const ending = await runBoth(`init(); Promise.reject(new RangeError('boom'));`, { args });
    expect(ending.code).toBe(dies || mode === 'warn-with-error-code' ? 1 : 0);
    expect(used.ingest.events().map(event => event.level)).toEqual([dies ? 'fatal' : 'error']);
    expect(firstException()).toMatchObject({
      type: 'RangeError',
      value: 'boom',
      mechanism: { type: 'auto.node.onunhandledrejection', handled: false },
    });
  });

  it('a value that is no Error: stderr and exit code as without, one event with that value', async () => {
    await runBoth(`init(); Promise.reject({ code: 'E_CARD', amount: 5 });`, { args });
    const events = used.ingest.events();
    expect(events).toHaveLength(1);
    // strict: Node shows the value to nobody before the process is over
    if (mode === 'strict') expect(firstException()?.value).toContain('#<Object>');
    else expect(events[0]?.extra?.['__serialized__']).toEqual({ code: 'E_CARD', amount: 5 });
  });

  it('the application listens to unhandledRejection: it decides, one event', async () => {
    const ending = await runBoth(
      `init(); process.on('unhandledRejection', reason => console.log('took', reason.message)); Promise.reject(new Error('boom'));`,
      {
        args,
      },
    );
    expect(ending.code).toBe(mode === 'strict' ? 1 : 0);
    expect(used.ingest.events()).toHaveLength(1);
  });

  it('the application listens to uncaughtException: one event each, the process lives on', async () => {
    const program = `init({ budget: false }); process.on('uncaughtException', () => console.log('took'));
Promise.reject(new Error('first')); Promise.reject('second'); setTimeout(() => Promise.reject('third'), 5);`;
    await runBoth(program, { args });
    expect(used.ingest.events()).toHaveLength(3);
  });
});

it('listeners see the promise and the reason as ever, emit answers as ever', async () => {
  const ending = await runBoth(
    `init(); const p = Promise.reject(new Error('boom'));
process.on('unhandledRejection', function (reason, promise) { console.log(reason.message, promise === p, this === process, arguments.length); });`,
  );
  expect(ending.stdout).toBe('boom true true 2\n');
});

it('an application listener that exits at once: delivered', async () => {
  const ending = await runBoth(`init(); process.on('unhandledRejection', () => process.exit(6)); Promise.reject(new Error('boom'));`);
  expect(ending.code).toBe(6);
  expect(used.ingest.events()).toHaveLength(1);
});

it('handled later: rejectionHandled is emitted as ever', async () => {
  const ending = await runBoth(
    `init(); process.on('unhandledRejection', () => {}); process.on('rejectionHandled', () => console.log('handled'));
const p = Promise.reject(new Error('boom')); setTimeout(() => p.catch(() => {}), 5);`,
  );
  expect(ending.stdout).toBe('handled\n');
});

it('handled in time: no event', async () => {
  await runBoth(`init(); const p = Promise.reject(new Error('boom')); p.catch(() => {});`);
  expect(used.ingest.events()).toEqual([]);
});

it('a rejection an application captured by hand before is not a second event', async () => {
  await run(`init(); (async () => { try { throw new Error('boom'); } catch (error) { V.captureException(error); throw error; } })();`);
  expect(used.ingest.events()).toHaveLength(1);
});

it('mode none: not reported, and nothing else changes', async () => {
  await runBoth(`init({ integrations: sdk => [V.onUncaughtExceptionIntegration(), V.processEndIntegration(), V.onUnhandledRejectionIntegration({ mode: 'none' })] });
Promise.reject(new Error('boom'));`);
  expect(used.ingest.events()).toEqual([]);
});

it.each(['warn', 'strict'])('mode %s: accepted, what Node does stays', async mode => {
  const ending = await runBoth(
    `init({ integrations: sdk => [...sdk, V.onUnhandledRejectionIntegration({ mode: '${mode}' })] }); Promise.reject(new Error('boom'));`,
  );
  expect(ending.code).toBe(1);
  expect(used.ingest.events()).toHaveLength(1);
});

it('ignore: by name and message, all given must match', async () => {
  await run(
    `init({ budget: false, integrations: [V.onUnhandledRejectionIntegration({ ignore: [{ name: 'AbortError' }, { name: /^Type/, message: 'never mind' }] })] });
process.on('unhandledRejection', () => {});
Promise.reject(Object.assign(new Error('a'), { name: 'AbortError' })); Promise.reject(new TypeError('oh, never mind')); Promise.reject(new TypeError('b')); Promise.reject('AbortError');`,
  );
  expect(used.ingest.events()).toHaveLength(2);
});

it('the event belongs to the context of the rejection', async () => {
  await run(
    `init({ budget: false }); process.on('unhandledRejection', () => {});
const job = (who, ms) => V.withIsolationScope(async scope => { scope.setTag('who', who); await new Promise(r => setTimeout(r, ms)); throw new Error(who); });
job('A', 9); job('B', 5); job('C', 1);`,
  );
  const seen = used.ingest.events().map(event => [event.exception?.values?.[0]?.value, event.tags?.['who']]);
  expect(seen.sort()).toEqual([
    ['A', 'A'],
    ['B', 'B'],
    ['C', 'C'],
  ]);
});

it('the reason is hostile: Node’s own end all the same', async () => {
  await runBoth(
    `init(); Promise.reject(new Proxy({}, { get() { throw new Error('trap'); }, getPrototypeOf() { throw new Error('trap'); } }));`,
  );
});

it('after close() nothing is reported', async () => {
  await run(`init(); V.close().then(() => { Promise.reject(new Error('after')); });`);
  expect(used.ingest.events()).toEqual([]);
});
