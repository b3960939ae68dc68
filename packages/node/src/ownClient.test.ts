import http from 'node:http';
import { createTestkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import {
  type Client,
  captureMessage,
  createClient,
  getClient,
  getCurrentScope,
  getIsolationScope,
  Hub,
  Scope,
  setTag,
  setUser,
  withIsolationScope,
  wrapHandler,
} from './index';

const turn = () => new Promise(resolve => setTimeout(resolve, 2));

/** How a process ends is what a client of its own listens to as well: once, for all clients. */
const ENDS: unknown[] = ['exit', 'beforeExit', 'SIGTERM', 'SIGINT', 'SIGHUP'];

/** What a client could have patched or listened to. */
const traces = (isOpen = false) => [
  ...Object.values(console),
  globalThis.fetch,
  process.emit,
  http.Server.prototype.emit,
  http.IncomingMessage.prototype.emit,
  http.ServerResponse.prototype.emit,
  http.request,
  ...Object.values(Object.getOwnPropertyDescriptors(http.ClientRequest.prototype)).map(({ value }) => value),
  ...process
    .eventNames()
    .filter(name => !isOpen || !ENDS.includes(name))
    .map(name => `${String(name)} ${process.listenerCount(name)}`),
  Error.stackTraceLimit,
];

describe('createClient', () => {
  it('patches nothing, listens to nothing but the end of the process and becomes nobody’s current client', async () => {
    const before = traces();
    const open = traces(true);
    const client = createClient(createTestkit().options);
    client.captureException(new Error('of a library'));
    expect(traces(true)).toEqual(open);
    expect(getClient()).toBeUndefined();
    await client.close();
    await turn();
    expect(traces()).toEqual(before);
  });

  it('keeps to itself: what one client, or the process, is told is on no event of another', async () => {
    const [one, other] = [createTestkit(), createTestkit()];
    const [first, second] = [createClient(one.options), createClient(other.options)];
    setTag('of', 'the process');
    first.run(() => {
      setTag('of', 'first');
      getCurrentScope().setUser({ id: 'ann' });
      first.captureMessage('a');
    });
    second.run(() => second.captureMessage('b'));
    second.captureMessage('c', 'info', {}, new Scope().setTag('of', 'c alone'));
    await Promise.all([first.flush(), second.flush()]);
    getIsolationScope().clear();
    expect(one.events().map(({ message, tags, user }) => [message, tags?.['of'], user])).toEqual([['a', 'first', { id: 'ann' }]]);
    expect(other.events().map(({ message, tags, user }) => [message, tags?.['of'], user])).toEqual([
      ['b', undefined, undefined],
      ['c', 'c alone', undefined],
    ]);
  });

  it.each<[string, (client: Client, fn: () => Promise<void>) => unknown]>([
    ['client.run', (client, fn) => client.run(fn)],
    ['new Hub(client).run', (client, fn) => new Hub(client).run(fn)],
    ['client.bind', (client, fn) => client.bind(fn)()],
  ])('without init, %s lasts across await', async (_name, enter) => {
    const kit = createTestkit();
    const client = createClient(kit.options);
    await enter(client, async () => {
      captureMessage('before');
      await turn();
      expect(getClient()).toBe(client);
      captureMessage('after');
    });
    expect(getClient()).toBeUndefined();
    await client.close();
    expect(kit.events().map(({ message }) => message)).toEqual(['before', 'after']);
  });

  it('without init, what an isolation scope or a job is told lasts across await and is its own', async () => {
    const kit = createTestkit();
    const client = createClient(kit.options);
    const work = async (id: string) => {
      setUser({ id });
      await turn();
      captureMessage(id);
    };
    const job = wrapHandler(work, 'work');
    await client.run(() => Promise.all([withIsolationScope(() => work('a')), withIsolationScope(() => work('b')), job('c'), job('d')]));
    await client.close();
    const seen = kit.events().map(({ message, user }) => [message, user?.id]);
    expect(seen.sort()).toEqual(['a', 'b', 'c', 'd'].map(id => [id, id]));
  });

  it('of two, the one that closes first leaves the other its context', async () => {
    const [one, other] = [createTestkit(), createTestkit()];
    const [first, second] = [createClient(one.options), createClient(other.options)];
    await second.run(async () => {
      await turn();
      await first.close();
      await turn();
      captureMessage('still here');
    });
    await second.close();
    other.expectEvent('still here');
  });
});
