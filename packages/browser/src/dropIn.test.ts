import { createTestkit } from '@vigil/testkit';
import { afterEach, expect, it } from 'vitest';
import {
  addBreadcrumb,
  BrowserClient,
  captureException,
  close,
  diagnoseSdkConnectivity,
  getDefaultIntegrationsWithoutPerformance,
  getFeedback,
  getReplay,
  init,
  initWithoutDefaultIntegrations,
  withSentryHooks,
} from './index';

const page = globalThis as { SENTRY_RELEASE?: unknown };
afterEach(async () => {
  delete page.SENTRY_RELEASE;
  await close();
});

it.each([
  ['shop@2', undefined, 'shop@2'],
  ['shop@2', 'mine', 'mine'],
  [7, undefined, undefined],
])('an injected release of %s and an option of %s make %s', async (id, release, expected) => {
  page.SENTRY_RELEASE = { id };
  const kit = createTestkit();
  init({ ...kit.options, release });
  captureException(new Error('no'));
  await close();
  expect(kit.events().map(event => event.release)).toEqual([expected]);
});

it('new BrowserClient makes a client that is ready, and its init changes nothing', async () => {
  const kit = createTestkit();
  const client = new BrowserClient({ ...kit.options });
  client.init();
  client.captureException(new Error('of a widget'));
  await client.close();
  expect(kit.events()).toHaveLength(1);
});

it('initWithoutDefaultIntegrations has none of the default ones', () => {
  const client = initWithoutDefaultIntegrations(createTestkit().options);
  const names = getDefaultIntegrationsWithoutPerformance().map(({ name }) => name);
  expect(names.filter(name => client.getIntegrationByName(name))).toEqual([]);
});

it('there is no replay, no form and no diagnosis yet', async () => {
  expect([getReplay(), getFeedback(), await diagnoseSdkConnectivity()]).toEqual([undefined, undefined, undefined]);
});

it.each([
  ['as it comes', [], ['beforeSendEvent', 'beforeEnvelope', 'flush', 'close']],
  [
    'with withSentryHooks',
    [withSentryHooks],
    ['preprocessEvent', 'postprocessEvent', 'beforeSendEvent', 'afterSendEvent', 'beforeAddBreadcrumb', 'beforeEnvelope', 'flush', 'close'],
  ],
])('a client %s hears these hooks', async (_what, extensions, expected) => {
  const kit = createTestkit();
  const client = init({ ...kit.options, integrations: [] });
  for (const each of extensions) client.extend(each);
  const heard = new Set<string>();
  const hooks = ['preprocessEvent', 'postprocessEvent', 'beforeSendEvent', 'afterSendEvent', 'beforeAddBreadcrumb', 'beforeEnvelope'];
  for (const hook of [...hooks, 'flush', 'close']) client.on(hook, () => void heard.add(hook));
  addBreadcrumb({ message: 'clicked' });
  captureException(new Error('no'));
  await client.flush();
  await close();
  expect([...heard].sort()).toEqual(expected.sort());
});
