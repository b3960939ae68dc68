import { createTestkit } from '@vigil/testkit';
import { afterEach, expect, it, vi } from 'vitest';
import {
  type Client,
  captureEvent,
  captureException,
  captureMessage,
  captureSession,
  createClient,
  endSession,
  getIsolationScope,
  identifySession,
  init,
  makeSession,
  pauseSession,
  resumeSession,
  type SerializedSession,
  setUser,
  startSession,
  updateSession,
  type VigilOptions,
} from '../index';

const kit = createTestkit();
let client: Client | undefined;

function start(options: VigilOptions = {}): Client {
  kit.reset();
  client = init({ ...kit.options, release: 'shop@1', ...options });
  return client;
}
async function sent(): Promise<SerializedSession[]> {
  await client?.flush();
  return kit.items('session') as SerializedSession[];
}
const brief = async () => (await sent()).map(({ init, status, errors }) => [init, status, errors]);
const crash = () => captureException(new Error('crash'), { mechanism: { type: 'test', handled: false } });

afterEach(async () => {
  getIsolationScope().clear();
  await client?.close();
});

it('a session that goes well is one item, sent at its end', async () => {
  start();
  const session = startSession({ did: 'device' });
  expect(getIsolationScope().getSession()).toBe(session);
  expect(await sent()).toEqual([]);
  await kit.clock.advance(1500);
  endSession();
  expect(getIsolationScope().getSession()).toBeUndefined();
  expect(await sent()).toEqual([
    {
      sid: session.sid,
      init: true,
      started: expect.any(String),
      timestamp: expect.any(String),
      status: 'exited',
      errors: 0,
      did: 'device',
      duration: 1.5,
      attrs: { release: 'shop@1', environment: 'production' },
    },
  ]);
});

it('the server hears of the first error, and of all at the end', async () => {
  start();
  startSession();
  for (const n of [1, 2, 3]) captureException(new Error(`error ${n}`));
  expect(await brief()).toEqual([[true, 'ok', 1]]);
  endSession();
  expect(await brief()).toEqual([
    [true, 'ok', 1],
    [false, 'exited', 3],
  ]);
});

it.each([undefined, 'unhandled'] as const)('an unhandled error ends it (as %s), which is told once and for all', async status => {
  start().unhandledStatus = status;
  const session = startSession();
  captureException(new Error('handled'));
  crash();
  crash();
  captureException(new Error('later'));
  captureSession();
  endSession();
  const all = await sent();
  expect(all.map(({ init, status }) => [init, status])).toEqual([
    [true, 'ok'],
    [false, status ?? 'crashed'],
  ]);
  expect(new Set(all.map(({ sid }) => sid))).toEqual(new Set([session.sid]));
});

it.each([
  ['messages', () => captureMessage('hello', 'fatal')],
  ['errors that beforeSend drops', () => captureException(new Error('drop me'))],
  ['errors that are ignored', () => captureException(new Error('ignore me'))],
])('%s do not count', async (_what, capture) => {
  start({ beforeSend: event => (event.exception?.values?.[0]?.value === 'drop me' ? null : event), ignoreErrors: ['ignore me'] });
  startSession();
  capture();
  endSession();
  expect(await brief()).toEqual([[true, 'exited', 0]]);
});

it('an error that is sampled out counts', async () => {
  start({ sampleRate: 0 });
  startSession();
  crash();
  expect(await brief()).toEqual([[true, 'crashed', 1]]);
  expect(kit.events()).toEqual([]);
  expect(client?.stats().outcomes['error']).toEqual({ sampled: 1 });
});

it('errors that the flood budget holds back count, handled or not', async () => {
  start({ budget: { perIssue: { burst: 1 } } });
  startSession();
  const event = { exception: { values: [{ type: 'Error', value: 'by hand' }] } };
  for (const n of [1, 2, 3]) {
    captureException(new Error(`loop ${n}`));
    captureEvent(event);
  }
  endSession();
  expect(await brief()).toEqual([
    [true, 'ok', 1],
    [false, 'exited', 6],
  ]);
});

it('an error whose beforeSend throws counts once, and so does none of the hook itself', async () => {
  start({
    beforeSend() {
      throw new Error('mine');
    },
  });
  startSession();
  captureException(new Error('handled'));
  endSession();
  expect(await brief()).toEqual([
    [true, 'ok', 1],
    [false, 'exited', 1],
  ]);
});

it('an error that is sampled out stays out though its beforeSend throws', async () => {
  start({
    sampleRate: 0,
    beforeSend() {
      throw new Error('mine');
    },
  });
  startSession();
  captureException(new Error('handled'));
  await client?.flush();
  expect(kit.events().map(event => event.exception?.values?.[0]?.value)).toEqual(['mine']);
});

it('while it is paused errors do not count and time does not pass', async () => {
  start();
  const session = startSession();
  await kit.clock.advance(1000);
  pauseSession();
  await kit.clock.advance(5000);
  crash();
  expect(resumeSession()).toBe(session);
  await kit.clock.advance(500);
  endSession();
  expect(await sent()).toMatchObject([{ status: 'exited', errors: 0, duration: 1.5 }]);
});

it('resuming where nothing is paused goes on, where there is nothing it starts one', () => {
  start();
  pauseSession();
  const session = resumeSession();
  expect([resumeSession(), session.status]).toEqual([session, 'ok']);
});

it('a second one ends the first', async () => {
  start();
  const first = startSession();
  const second = startSession();
  captureSession();
  captureSession(true);
  expect([first.status, second.status, getIsolationScope().getSession()]).toEqual(['exited', 'exited', undefined]);
  expect(await brief()).toEqual([
    [true, 'exited', 0],
    [true, 'ok', 0],
    [false, 'exited', 0],
  ]);
});

it('it is of the user of now, as an event would say it', async () => {
  start();
  setUser({ id: 'u1' });
  expect(startSession().did).toBe('u1');
  setUser({ id: 'someone else' });
  captureSession();
  expect(await sent()).toMatchObject([{ did: 'u1' }]);
});

it('begun before its user was known, it can be told of him, once', async () => {
  start();
  const session = startSession();
  identifySession();
  expect(session.did).toBeUndefined();
  setUser({ id: 'u1' });
  identifySession();
  setUser({ id: 'u2' });
  identifySession();
  expect(session.did).toBe('u1');
  expect(await sent()).toEqual([]);
});

it('where an error that nobody handled ends nothing it is unhandled', async () => {
  start().unhandledStatus = 'unhandled';
  startSession();
  crash();
  captureException(new Error('later'));
  expect(await brief()).toEqual([[true, 'unhandled', 1]]);
});

it('that it crashed is told at its end where it could not be before', async () => {
  const own = start();
  const session = startSession();
  own.setEnabled(false);
  updateSession(session, { status: 'crashed', errors: 1 });
  captureSession();
  own.setEnabled(true);
  endSession();
  expect(await brief()).toEqual([[true, 'crashed', 1]]);
});

it('without a release it is dropped: said once, counted each time', async () => {
  const warn = vi.fn();
  start({ release: undefined, logger: { warn } });
  startSession();
  captureSession();
  endSession();
  expect(await sent()).toEqual([]);
  expect(warn.mock.calls).toEqual([[expect.stringContaining('V050')]]);
  expect(client?.stats().outcomes['session']).toEqual({ filtered: 2 });
});

it('a release of its own will do', async () => {
  start({ release: undefined });
  startSession({ release: 'worker@2', environment: 'staging' });
  endSession();
  expect(await sent()).toMatchObject([{ attrs: { release: 'worker@2', environment: 'staging' } }]);
});

it.each([
  [{ backend: 'glitchtip' }, { filtered: 1 }],
  [{ backend: 'bugsink' }, { filtered: 1 }],
  [{ enabledEnvironments: ['staging'] }, { filtered: 1 }],
] as Array<[VigilOptions, object]>)('with %j none is sent, without a word', async (options, outcome) => {
  const warn = vi.fn();
  start({ ...options, logger: { warn } });
  startSession();
  endSession();
  expect(await sent()).toEqual([]);
  expect([warn.mock.calls, client?.stats().outcomes['session']]).toEqual([[], outcome]);
});

it('what a disabled client is given is counted as that; the first one sent later still says that it is new', async () => {
  const own = start();
  startSession();
  own.setEnabled(false);
  captureSession();
  own.setEnabled(true);
  endSession();
  expect(await brief()).toEqual([[true, 'exited', 0]]);
  expect(own.stats().outcomes['session']).toEqual({ disabled: 1, sent: 1 });
});

it('client.captureSession sends any session; what is none is not sent', async () => {
  const own = start();
  startSession();
  own.captureSession(makeSession({ sid: 'a'.repeat(32) }));
  for (const odd of [null, 7, Symbol('s'), { started: {} }]) own.captureSession(odd as never);
  expect(await sent()).toMatchObject([{ sid: 'a'.repeat(32) }]);
});

it('through a tunnel its envelope names the DSN', async () => {
  start({ tunnel: 'https://shop.example/monitor' });
  startSession();
  endSession();
  await sent();
  expect(kit.envelopes().map(([headers]) => headers.dsn)).toEqual([kit.options.dsn]);
});

it('it belongs to the client whose context it was started in', async () => {
  start();
  const other = createTestkit();
  const own = createClient({ ...other.options, release: 'worker@1' });
  own.run(() => {
    startSession();
    crash();
  });
  startSession();
  endSession();
  await own.flush();
  expect(await brief()).toEqual([[true, 'exited', 0]]);
  expect(other.items('session')).toMatchObject([{ status: 'crashed', attrs: { release: 'worker@1' } }]);
});

it('is retried as an error is', async () => {
  start();
  kit.respond([503, 200]);
  startSession();
  endSession();
  const done = client?.flush();
  await kit.clock.advance(60_000);
  expect(await done).toBe(true);
  expect([kit.items('session').length, client?.stats().outcomes['session']]).toEqual([2, { sent: 1 }]);
});

it('without a client nothing happens, and nothing throws', async () => {
  await client?.close();
  for (const odd of [null, 7, 'text', Symbol('s')] as never[]) expect(startSession(odd).status).toBe('ok');
  captureSession();
  endSession();
});
