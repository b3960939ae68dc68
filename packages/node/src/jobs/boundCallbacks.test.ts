import { AsyncResource } from 'node:async_hooks';
import { createTestkit } from '@vigil/testkit';
import { afterEach, expect, it } from 'vitest';
import { captureMessage, close, flush, getCurrentHub, init, setTag, withIsolationScope } from '../index';

afterEach(() => close());

type Callback = (this: unknown, text: string) => unknown;

it.each<[string, (callback: Callback) => Callback]>([
  ['getCurrentHub().bind', callback => getCurrentHub().bind(callback)],
  ['AsyncResource.bind', callback => AsyncResource.bind(callback)],
])('a callback bound by %s keeps the context it was made in, and the caller its `this`', async (_how, bind) => {
  const kit = createTestkit();
  init({ ...kit.options, defaultIntegrations: false });
  const statement = { lastId: 7 };
  const pooled = withIsolationScope(() => {
    setTag('asked', 'here');
    return bind(function (text) {
      captureMessage(text);
      return this;
    });
  });
  const self = withIsolationScope(() => pooled.call(statement, 'called back'));
  await flush();
  expect(self).toBe(statement);
  expect(kit.expectEvent('called back').tags).toEqual({ asked: 'here' });
});
