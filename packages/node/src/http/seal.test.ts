import http from 'node:http';
import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import {
  addBreadcrumb,
  captureMessage,
  getCurrentHub,
  getTraceData,
  type Hub,
  httpIntegration,
  setTag,
  setUser,
  withScope,
} from '../index';
import { connect, listen, request, start, stopAll } from './fixtures/live';
import { REQUEST_HUB, type WithRequestHub } from './requestHub';

afterEach(stopAll);

/** One answered request whose context lives on in the functions it leaves behind. */
async function answered(sealAfterMs?: number) {
  const { clock, ...kit } = start(sealAfterMs === undefined ? {} : { integrations: [httpIntegration({ sealAfterMs })] });
  const left = {} as {
    hub: Hub;
    run(fn: () => void): void;
    inScope(fn: () => void): void;
    carried(fn: () => void): void;
    traceId: string | undefined;
    closed: Promise<void>;
  };
  const server = http.createServer((_message, response) => {
    setUser({ id: 'a' });
    setTag('mine', 'yes');
    addBreadcrumb({ message: 'seen by a' });
    left.hub = getCurrentHub();
    left.run = left.hub.bind(fn => fn());
    withScope(scope => {
      scope.setTag('inner', 'yes');
      left.inScope = getCurrentHub().bind(fn => fn());
    });
    const clone = left.hub.clone();
    clone.getScope().setTag('region', 'us-east-1');
    left.carried = clone.bind(fn => fn());
    left.traceId = getTraceData()['sentry-trace']?.slice(0, 32);
    left.closed = new Promise(done => response.on('close', done));
    response.end();
  });
  await request(await listen(server), { path: '/a' });
  await left.closed;
  const event = async (say: string) => {
    await kit.client.flush();
    return kit.expectEvent(say);
  };
  return { ...kit, clock, left, event };
}

describe('a context whose response has closed', () => {
  it('still reports as itself within its grace of 30 s', async () => {
    const { clock, left, event } = await answered();
    await clock.advance(29_999);
    left.run(() => captureMessage('late'));
    expect(await event('late')).toMatchObject({
      user: { id: 'a' },
      tags: { mine: 'yes' },
      transaction: 'GET /a',
      request: { method: 'GET' },
    });
  });

  it('carries process data alone after it, and ignores writes', async () => {
    const { clock, left, event } = await answered();
    await clock.advance(30_000);
    left.run(() => {
      setUser({ id: 'b' });
      addBreadcrumb({ message: 'too late' });
      captureMessage('sealed');
    });
    const sealed = await event('sealed');
    for (const gone of ['user', 'request', 'transaction', 'breadcrumbs']) expect(sealed).not.toHaveProperty(gone);
    expect(sealed.tags?.['mine']).toBeUndefined();
    expect(left.hub.request).toBeUndefined();
  });

  it('is sealed for the scopes forked inside it and for a hub kept by hand', async () => {
    const { clock, left, event } = await answered();
    await clock.advance(30_000);
    left.inScope(() => captureMessage('forked'));
    left.hub.captureMessage('by hand');
    for (const say of ['forked', 'by hand']) {
      const sealed = await event(say);
      for (const gone of ['user', 'request', 'breadcrumbs']) expect(sealed).not.toHaveProperty(gone);
    }
  });

  it('leaves a clone of its hub what it has, in the same trace: work that was carried away by hand', async () => {
    const { clock, left, event } = await answered();
    await clock.advance(30_000);
    left.carried(() => {
      setTag('worker', 'yes');
      withScope(() => captureMessage('in the background'));
    });
    expect(await event('in the background')).toMatchObject({
      user: { id: 'a' },
      tags: { mine: 'yes', region: 'us-east-1', worker: 'yes' },
      breadcrumbs: [{ message: 'seen by a' }],
      contexts: { trace: { trace_id: left.traceId } },
    });
    // what it was cloned from let its request go when it was looked at
    expect(left.hub).toMatchObject({ sealed: true, message: undefined });
    left.run(() => captureMessage('sealed'));
    expect((await event('sealed')).tags).toBeUndefined();
  });

  it('has the grace that sealAfterMs says, also none', async () => {
    const { left, event } = await answered(0);
    left.run(() => captureMessage('at once'));
    expect(await event('at once')).not.toHaveProperty('user');
  });

  it('lets go of request and response', async () => {
    const { clock, left } = await answered();
    await clock.advance(30_000);
    left.run(() => captureMessage('x'));
    expect(left.hub).toMatchObject({ message: undefined, response: undefined, body: undefined, request: undefined });
  });
});

it('an open response is never sealed, however long it takes', async () => {
  const { clock, client, expectEvent } = start();
  const port = await listen(
    http.createServer((_message, response) => {
      setUser({ id: 'a' });
      void clock.advance(3_600_000).then(() => response.end(captureMessage('slow')));
    }),
  );
  await request(port);
  await client.flush();
  expect(expectEvent('slow').user).toEqual({ id: 'a' });
});

it('an upgraded socket keeps its context until it closes', async () => {
  const { clock, client, expectEvent } = start();
  const server = http.createServer();
  let late = () => {};
  const closed = new Promise<void>(done => {
    server.on('upgrade', (message: http.IncomingMessage & WithRequestHub, socket: Duplex) => {
      setUser({ id: 'a' });
      socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
      socket.on('data', () => socket.write(captureMessage('open')));
      socket.on('end', () => socket.end()).on('close', () => done());
      late = () => void message[REQUEST_HUB]?.run(() => captureMessage('closed'));
    });
  });
  const peer = await connect(await listen(server));
  await peer.send('GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
  await peer.until(/101/);
  await clock.advance(60_000);
  await peer.send('hi');
  await peer.until(/[\da-f]{32}/);
  peer.socket.end();
  await closed;
  await clock.advance(60_000);
  late();
  await client.flush();
  expect(expectEvent('open').user).toEqual({ id: 'a' });
  expect(expectEvent('closed')).not.toHaveProperty('user');
});

it('a pipelined response that lost its connection while it waited is sealed too', async () => {
  const { clock, client, expectEvent } = start();
  const late: Array<() => void> = [];
  const server = http.createServer((message, response) => {
    setUser({ id: message.url });
    late.push(getCurrentHub().bind(() => void captureMessage(`${message.url}`)));
    if (message.url === '/2') response.end('waits for /1');
  });
  const port = await listen(server);
  const peer = await connect(port);
  await peer.send('GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n');
  await expect.poll(() => late.length).toBe(2);
  peer.socket.destroy();
  await expect.poll(() => new Promise(done => server.getConnections((_error, count) => done(count)))).toBe(0);
  // the grace begins when the loss is first seen
  for (let round = 0; round < 2; round++) {
    for (const capture of late) capture();
    await clock.advance(30_000);
  }
  for (const capture of late) capture();
  await client.flush();
  expect(expectEvent('/2').user).toEqual({ id: '/2' });
  expect(client.stats().captured['error']).toBe(6);
  expect(expectEvent({ message: '/2', user: undefined })).not.toHaveProperty('request');
});
