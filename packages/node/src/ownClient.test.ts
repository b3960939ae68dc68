import http from 'node:http';
import { createTestkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { createClient, getClient, getCurrentScope, getIsolationScope, Scope, setTag } from './index';

/** What a client could have patched or listened to. */
const traces = () => [
  ...Object.values(console),
  globalThis.fetch,
  process.emit,
  http.Server.prototype.emit,
  http.IncomingMessage.prototype.emit,
  http.ServerResponse.prototype.emit,
  http.request,
  ...Object.values(Object.getOwnPropertyDescriptors(http.ClientRequest.prototype)).map(({ value }) => value),
  ...process.eventNames().map(name => `${String(name)} ${process.listenerCount(name)}`),
  Error.stackTraceLimit,
];

describe('createClient', () => {
  it('patches nothing, listens to nothing and becomes nobody’s current client', async () => {
    const before = traces();
    const client = createClient(createTestkit().options);
    client.captureException(new Error('of a library'));
    expect(traces()).toEqual(before);
    expect(getClient()).toBeUndefined();
    await client.close();
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
});
