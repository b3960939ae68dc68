import http from 'node:http';
import http2 from 'node:http2';
import { setTimeout as later } from 'node:timers/promises';
import type { SerializedSession, SessionAggregates } from '@vigil/core';
import { startIngest, type Testkit } from '@vigil/testkit';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  captureException,
  captureMessage,
  createClient,
  endSession,
  getIsolationScope,
  holdRequestError,
  httpIntegration,
  init,
  type NodeOptions,
  startSession,
} from '../index';
import { connect as connect2, get } from './fixtures/http2Live';
import { connect, listen, request, start, stopAfter, stopAll } from './fixtures/live';

afterEach(stopAll);

const release = 'api@1';
const unhandled = { mechanism: { type: 'test', handled: false } };

/** What a request does, by its path. */
const ACTS: Record<string, (message: object, response: http.ServerResponse) => unknown> = {
  '/exited': () => undefined,
  '/message': () => captureMessage('hello'),
  '/errored': () => captureException(new Error('handled')),
  '/crashed': () => captureException(new Error('unhandled'), unhandled),
  '/both': () => [captureException(new Error('unhandled'), unhandled), captureException(new Error('handled'))],
  '/dropped': () => captureException(new Error('dropped'), unhandled),
  '/held': (message, response) => {
    holdRequestError(message, response, new Error('held'), { mechanism: 'auto.test' });
    response.statusCode = 500;
  },
  '/heldNotFound': (message, response) => {
    holdRequestError(message, response, new Error('held'), { mechanism: 'auto.test' });
    response.statusCode = 404;
  },
};
const answer: http.RequestListener = (message, response) => {
  ACTS[message.url ?? '']?.(message, response);
  response.end('ok');
};

/** An error each, all of one kind: no budget may hold them back. */
const options: NodeOptions = {
  release,
  budget: false,
  beforeSend: event => (event.exception?.values?.[0]?.value === 'dropped' ? null : event),
};

async function serve(given: NodeOptions = {}, listener = answer) {
  const kit = start({ ...options, ...given });
  const port = await listen(http.createServer(listener));
  return { ...kit, ask: (path: string) => request(port, { path }), port };
}

const bucketsOf = (kit: Pick<Testkit, 'items'>) => (kit.items('sessions') as SessionAggregates[]).flatMap(({ aggregates }) => aggregates);
const sum = (kit: Pick<Testkit, 'items'>) =>
  bucketsOf(kit).reduce((all, each) => [all[0]! + each.exited, all[1]! + each.errored, all[2]! + each.crashed], [0, 0, 0]);

describe('a request is counted once, by the worst of its errors', () => {
  it.each([
    ['/exited', [1, 0, 0]],
    ['/message', [1, 0, 0]],
    ['/errored', [0, 1, 0]],
    ['/crashed', [0, 0, 1]],
    ['/both', [0, 0, 1]],
    ['/dropped', [1, 0, 0]],
    ['/held', [0, 0, 1]],
    ['/heldNotFound', [1, 0, 0]],
  ])('%s is %j', async (path, counts) => {
    const { ask, client, ...kit } = await serve();
    await ask(path);
    await client.flush();
    expect(sum(kit)).toEqual(counts);
  });

  it('sampled out or not', async () => {
    const { ask, client, ...kit } = await serve({ sampleRate: 0 });
    for (const path of ['/errored', '/crashed']) await ask(path);
    await client.flush();
    expect([sum(kit), kit.events()]).toEqual([[0, 1, 1], []]);
  });

  it('by one whose beforeSend answers after the response has closed', async () => {
    const { ask, client, ...kit } = await serve({
      async beforeSend(event) {
        await later(5);
        return event;
      },
    });
    await ask('/crashed');
    await expect.poll(() => kit.events().length).toBe(1);
    await client.flush();
    expect(sum(kit)).toEqual([0, 0, 1]);
  });

  it('held back by the flood budget or not', async () => {
    const { ask, client, ...kit } = await serve({ budget: {} });
    for (let n = 0; n < 20; n++) await ask('/crashed');
    await client.flush();
    expect([sum(kit), kit.events().length]).toEqual([[0, 0, 20], 5]);
  });

  it.each([
    ['beforeSend drops', '/dropped'],
    ['are messages', '/message'],
  ])('as well, where the budget holds back what %s', async (_what, path) => {
    const { ask, client, ...kit } = await serve({ budget: {} });
    for (let n = 0; n < 20; n++) await ask(path);
    await client.flush();
    expect(sum(kit)).toEqual([20, 0, 0]);
  });

  it('whatever the order of errors and ends', async () => {
    const { ask, client, ...kit } = await serve();
    const path = fc.constantFrom('/exited', '/message', '/errored', '/crashed', '/both', '/dropped', '/held', '/heldNotFound');
    await fc.assert(
      fc.asyncProperty(fc.array(path, { maxLength: 12 }), fc.boolean(), async (paths, inTurn) => {
        kit.reset();
        if (inTurn) for (const each of paths) await ask(each);
        else await Promise.all(paths.map(ask));
        await client.flush();
        const count = (...names: string[]) => paths.filter(each => names.includes(each)).length;
        expect(sum(kit)).toEqual([
          count('/exited', '/message', '/dropped', '/heldNotFound'),
          count('/errored'),
          count('/crashed', '/both', '/held'),
        ]);
      }),
      { numRuns: 20 },
    );
  });

  it('over HTTP/2, by either API', async () => {
    const { client, ...kit } = start(options);
    const compat = await connect2(await listen(http2.createServer(answer as never)));
    const streams = await connect2(
      await listen(
        http2.createServer().on('stream', (stream, headers) => {
          ACTS[String(headers[':path'])]?.(stream, stream as never);
          stream.respond();
          stream.end('ok');
        }),
      ),
    );
    for (const session of [compat, streams]) for (const path of ['/exited', '/errored', '/crashed']) await get(session, path);
    await client.flush();
    expect(sum(kit)).toEqual([2, 2, 2]);
  });

  it('a client that leaves is no crash', async () => {
    let left: () => void = () => {};
    const gone = new Promise<void>(done => {
      left = done;
    });
    const { client, port, ...kit } = await serve({}, (_message, response) => {
      response.on('close', left);
      response.write('half');
    });
    const raw = await connect(port);
    await raw.send('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await raw.until(/half/);
    raw.socket.destroy();
    await gone;
    await client.flush();
    expect(sum(kit)).toEqual([1, 0, 0]);
  });
});

describe('what is counted leaves', () => {
  it('by the minute, 60 s after the first request, with the release and the environment', async () => {
    const { ask, clock, ...kit } = await serve({ environment: 'staging' });
    await ask('/exited');
    await clock.advance(50_000);
    await ask('/errored');
    expect(kit.items('sessions')).toEqual([]);
    await clock.advance(10_000);
    await ask('/crashed');
    await clock.advance(60_000);
    const attrs = { release, environment: 'staging' };
    expect(kit.items('sessions')).toEqual([
      { aggregates: [{ started: '2026-01-01T00:00:00.000Z', exited: 1, errored: 1, crashed: 0 }], attrs },
      { aggregates: [{ started: '2026-01-01T00:01:00.000Z', exited: 0, errored: 0, crashed: 1 }], attrs },
    ]);
  });

  it('later where sessionFlushingDelayMS says so, each minute by itself and at most a hundred at once', async () => {
    const { ask, client, clock, ...kit } = await serve({ integrations: [httpIntegration({ sessionFlushingDelayMS: 10_000_000 })] });
    for (let minute = 0; minute < 101; minute++) {
      await ask('/exited');
      await clock.advance(60_000);
    }
    await client.flush();
    const items = kit.items('sessions') as SessionAggregates[];
    expect(items.map(({ aggregates }) => aggregates.length)).toEqual([100, 1]);
    expect(new Set(bucketsOf(kit).map(({ started }) => started)).size).toBe(101);
  });

  it('at close()', async () => {
    const { ask, client, ...kit } = await serve();
    await ask('/exited');
    await client.close();
    await ask('/exited');
    expect(sum(kit)).toEqual([1, 0, 0]);
  });

  it('to a real ingest: as many as were sent, by verdict', async () => {
    const ingest = await startIngest();
    stopAfter(() => ingest.close());
    // the ingest is a server of this process too
    const http1 = httpIntegration({ ignoreIncomingRequests: path => path.startsWith('/api/') });
    const client = init({ ...options, dsn: ingest.dsn, spool: false, integrations: [http1] });
    stopAfter(() => client.close());
    const port = await listen(http.createServer(answer));
    const paths = Array.from({ length: 120 }, (_, at) => ['/exited', '/exited', '/errored', '/crashed'][at % 4]!);
    await Promise.all(paths.map(path => request(port, { path })));
    expect(await client.flush()).toBe(true);
    expect(sum(ingest)).toEqual([60, 30, 30]);
    expect(ingest.events()).toHaveLength(60);
    expect(client.stats().outcomes['session']).toEqual({ sent: ingest.items('sessions').length });
    // none of them shares an envelope with anything
    expect(ingest.envelopes.filter(({ items }) => items.length > 1)).toEqual([]);
  });
});

describe('nothing is counted', () => {
  it.each([
    ['no release', { release: undefined }],
    ['a backend without sessions', { backend: 'glitchtip' }],
    ['an environment that is not enabled', { enabledEnvironments: ['staging'] }],
  ] as Array<[string, NodeOptions]>)('with %s, without a word', async (_why, given) => {
    const warn = vi.fn();
    const { ask, client, ...kit } = await serve({ ...given, logger: { warn } });
    for (const path of ['/exited', '/crashed']) await ask(path);
    await client.close();
    expect([kit.items('sessions'), client.stats().captured['session'], warn.mock.calls]).toEqual([[], undefined, []]);
  });

  it.each(['sessions', 'trackIncomingRequestsAsSessions'])('with %s: false: the process has its session as any other', async option => {
    const { ask, client, ...kit } = await serve({ integrations: [httpIntegration({ [option]: false })] });
    for (const path of ['/exited', '/crashed']) await ask(path);
    await client.close();
    expect([kit.items('sessions'), kit.items('session')]).toMatchObject([[], [{ init: true, status: 'crashed' }]]);
  });

  it('without a release where sessions were asked for, which is said once', async () => {
    const warn = vi.fn();
    const { ask, client } = await serve({ release: undefined, integrations: [httpIntegration({ sessions: true })], logger: { warn } });
    await ask('/exited');
    await client.close();
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/V050 .*SENTRY_RELEASE/)]]);
  });

  it('of ignored requests, upgrades, and what comes while the client is disabled', async () => {
    const { client, ...kit } = start({
      ...options,
      integrations: [httpIntegration({ ignoreIncomingRequests: path => path === '/health' })],
    });
    const server = http.createServer((message, response) => {
      captureException(new Error('in any'), unhandled);
      answer(message, response);
    });
    server.on('upgrade', (_message, socket) => {
      captureException(new Error('in an upgrade'), unhandled);
      socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n');
    });
    const port = await listen(server);
    await request(port, { path: '/health' });
    const raw = await connect(port);
    await raw.send('GET /socket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: test\r\n\r\n');
    await raw.until(/101/);
    client.setEnabled(false);
    await request(port, { path: '/exited' });
    client.setEnabled(true);
    await client.flush();
    expect(kit.items('sessions')).toEqual([]);
  });

  it('twice where another client watches requests too: they are the current one’s', async () => {
    const { ask, client, ...kit } = await serve();
    const other = createClient({ ...kit.options, release: 'other@1', integrations: [httpIntegration()] });
    stopAfter(() => other.close());
    await ask('/errored');
    await Promise.all([client.flush(), other.flush()]);
    expect(sum(kit).reduce((a, b) => a + b)).toBeLessThanOrEqual(1);
    expect((kit.items('sessions') as SessionAggregates[]).map(({ attrs }) => attrs.release)).not.toContain('other@1');
  });
});

describe('beside the session of the process', () => {
  it('the first request takes its place: errors of requests are theirs alone', async () => {
    const { ask, client, ...kit } = await serve();
    const before = getIsolationScope().getSession();
    for (const path of ['/crashed', '/exited']) await ask(path);
    expect([before, getIsolationScope().getSession()]).toMatchObject([{ status: 'exited' }, undefined]);
    await client.close();
    expect([sum(kit), kit.items('session')]).toEqual([[1, 0, 1], []]);
  });

  it('one that was told of already ends', async () => {
    const { ask, client, ...kit } = await serve();
    captureException(new Error('at start'));
    await ask('/exited');
    await client.flush();
    const sessions = kit.items('session') as SerializedSession[];
    expect(sessions.map(({ init, status, errors }) => [init, status, errors])).toEqual([
      [true, 'ok', 1],
      [false, 'exited', 1],
    ]);
  });

  it('one started by hand for the whole process has no errors of requests, nor do they end it', async () => {
    const { ask, client, ...kit } = await serve({}, (_message, response) => {
      captureException(new Error('handled'));
      endSession();
      response.end('ok');
    });
    const session = startSession();
    await ask('/');
    endSession();
    await client.flush();
    expect([session.errors, sum(kit), kit.items('session').length]).toEqual([0, [0, 1, 0], 2]);
  });

  it('a session started by hand inside a request has its errors too', async () => {
    const { ask, client, ...kit } = await serve({}, (_message, response) => {
      startSession({ did: 'u1' });
      captureException(new Error('handled'));
      response.end('ok');
    });
    await ask('/');
    await client.flush();
    expect(kit.items('session')).toMatchObject([{ did: 'u1', errors: 1 }]);
    expect(sum(kit)).toEqual([0, 1, 0]);
  });
});
