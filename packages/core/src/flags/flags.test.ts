import { GrowthBook, GrowthBookClient } from '@growthbook/growthbook';
import { InMemoryProvider, OpenFeature } from '@openfeature/server-sdk';
import { StatsigClient } from '@statsig/js-client';
import { createTestkit } from '@vigil/testkit';
import LaunchDarkly from 'launchdarkly-node-client-sdk';
import { UnleashClient } from 'unleash-proxy-client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Vigil from '../index';

let client: Vigil.Client | undefined;
afterEach(async () => {
  await client?.close();
  Vigil.getIsolationScope().clear();
});

function start(options: Vigil.VigilOptions = {}) {
  const kit = createTestkit();
  client = Vigil.init({ ...kit.options, ...options });
  const flags = async () => {
    await client?.outcome(Vigil.captureException(new Error('failed')));
    return (kit.events().at(-1)?.contexts?.['flags'] as { values: Vigil.FeatureFlag[] } | undefined)?.values;
  };
  return { kit, flags };
}
const on = (flag: string) => ({ flag, result: true });
const off = (flag: string) => ({ flag, result: false });

describe('addFeatureFlag', () => {
  it('puts evaluations on errors, the newest last, each flag once with its last result', async () => {
    const { flags } = start();
    expect(await flags()).toBeUndefined();
    Vigil.addFeatureFlag('a', true);
    Vigil.addFeatureFlag('b', false);
    Vigil.addFeatureFlag('a', true);
    expect(await flags()).toEqual([off('b'), on('a')]);
    Vigil.addFeatureFlag('a', false);
    expect(await flags()).toEqual([off('b'), off('a')]);
  });

  it('keeps the last hundred', async () => {
    const { flags } = start();
    for (let at = 0; at < 250; at++) Vigil.addFeatureFlag(`flag-${at}`, at % 2 === 0);
    const kept = await flags();
    expect([kept?.length, kept?.[0], kept?.at(-1)]).toEqual([100, on('flag-150'), off('flag-249')]);
  });

  it('is of the request it was called in, which begins with what the process has evaluated', async () => {
    const { flags } = start();
    Vigil.addFeatureFlag('process', true);
    const hubs = ['one', 'two'].map(name => {
      const hub = new Vigil.Hub(client);
      hub.run(() => Vigil.addFeatureFlag(name, true));
      return hub;
    });
    expect(await hubs[0]?.run(flags)).toEqual([on('process'), on('one')]);
    expect(await hubs[1]?.run(flags)).toEqual([on('process'), on('two')]);
    expect(await flags()).toEqual([on('process')]);
  });

  it('is no part of an error that was captured before', async () => {
    const { kit } = start({
      async beforeSend(event) {
        await new Promise(resolve => setTimeout(resolve));
        return event;
      },
    });
    Vigil.addFeatureFlag('before', true);
    const id = Vigil.captureException(new Error('failed'));
    Vigil.addFeatureFlag('after', true);
    await client?.outcome(id);
    expect(kit.events()[0]?.contexts?.['flags']).toEqual({ values: [on('before')] });
  });

  it('changes nothing outside of the fork it was called in', async () => {
    const { flags } = start();
    Vigil.addFeatureFlag('outer', true);
    await Vigil.withIsolationScope(async () => {
      Vigil.addFeatureFlag('outer', false);
      Vigil.addFeatureFlag('inner', true);
      expect(await flags()).toEqual([off('outer'), on('inner')]);
    });
    expect(await flags()).toEqual([on('outer')]);
  });

  it('is no secret because of its name', async () => {
    const { flags } = start();
    Vigil.addFeatureFlag('password-reset', true);
    Vigil.addFeatureFlag('auth', false);
    expect(await flags()).toEqual([on('password-reset'), off('auth')]);
  });

  it.each([
    ['variant', 'blue'],
    ['number', 1],
    [undefined, true],
    [{}, true],
    [Symbol('flag'), false],
  ])('refuses %s with %s, once', async (name, value) => {
    const warn = vi.fn();
    const { flags } = start({ logger: { warn } });
    for (const _again of [1, 2]) Vigil.addFeatureFlag(name as never, value as never);
    expect(await flags()).toBeUndefined();
    expect(warn.mock.calls).toEqual([[expect.stringContaining('V020 addFeatureFlag')]]);
  });

  it('survives what else stands there', async () => {
    const { flags } = start();
    const hostile = {
      get flag() {
        throw new Error('getter');
      },
    };
    for (const there of ['text', { values: 'text' }, { values: [null, 5, hostile] }]) {
      Vigil.getIsolationScope().setContext('flags', there as never);
      Vigil.addFeatureFlag('a', true);
      expect((await flags())?.at(-1)).toEqual(on('a'));
    }
  });
});

it('featureFlagsIntegration has it by Sentry’s name', async () => {
  const { flags } = start({ integrations: [Vigil.featureFlagsIntegration()] });
  client?.getIntegrationByName<Vigil.FeatureFlagsIntegration>('FeatureFlags')?.addFeatureFlag('a', true);
  expect(await flags()).toEqual([on('a')]);
});

describe('a provider', () => {
  it('OpenFeature', async () => {
    const { flags } = start({ integrations: [Vigil.openFeatureIntegration()] });
    const bool = (defaultVariant: 'on' | 'off') => ({ variants: { on: true, off: false }, defaultVariant, disabled: false });
    await OpenFeature.setProviderAndWait(
      new InMemoryProvider({
        checkout: bool('on'),
        legacy: bool('off'),
        colour: { variants: { blue: 'blue' }, defaultVariant: 'blue', disabled: false },
      }),
    );
    const features = OpenFeature.getClient();
    features.addHooks(new Vigil.OpenFeatureIntegrationHook());
    await features.getBooleanValue('checkout', false);
    await features.getBooleanValue('legacy', true);
    await features.getStringValue('colour', 'red');
    await features.getBooleanValue('unknown', true);
    expect(await flags()).toEqual([on('checkout'), off('legacy'), on('unknown')]);
    await OpenFeature.close();
  });

  it('GrowthBook, by both of its classes, until the client is closed', async () => {
    const plain = [GrowthBook, GrowthBookClient].map(({ prototype }) => prototype.isOn);
    const { flags } = start({
      integrations: [GrowthBook, GrowthBookClient].map(growthbookClass => ({
        ...Vigil.growthbookIntegration({ growthbookClass }),
        name: growthbookClass.name,
      })),
    });
    const features = { checkout: { defaultValue: true }, legacy: { defaultValue: false }, colour: { defaultValue: 'blue' } };
    const page = new GrowthBook({ features });
    expect([page.isOn('checkout'), page.isOff('legacy'), page.getFeatureValue('colour', 'red')]).toEqual([true, true, 'blue']);
    expect(await flags()).toEqual([on('checkout'), off('legacy')]);
    const server = new GrowthBookClient();
    server.initSync({ payload: { features } });
    expect(server.getFeatureValue('legacy', true, {})).toBe(false);
    expect(server.isOn('checkout', {})).toBe(true);
    expect(await flags()).toEqual([off('legacy'), on('checkout')]);
    await client?.close();
    expect([GrowthBook, GrowthBookClient].map(({ prototype }) => prototype.isOn)).toEqual(plain);
  });

  it('Unleash', async () => {
    const { flags } = start({ integrations: [Vigil.unleashIntegration({ featureFlagClientClass: UnleashClient })] });
    const toggle = (name: string, enabled: boolean) => ({
      name,
      enabled,
      impressionData: false,
      variant: { name: 'disabled', enabled: false },
    });
    const features = new UnleashClient({
      url: 'http://127.0.0.1:1/',
      clientKey: 'key',
      appName: 'shop',
      bootstrap: [toggle('checkout', true), toggle('legacy', false)],
      fetch: async () => new Response('{"toggles":[]}'),
    });
    await new Promise<void>(resolve => features.on('ready', () => resolve()));
    expect([features.isEnabled('checkout'), features.isEnabled('legacy')]).toEqual([true, false]);
    expect(await flags()).toEqual([on('checkout'), off('legacy')]);
  });

  it('LaunchDarkly', async () => {
    const { flags } = start({ integrations: [Vigil.launchDarklyIntegration()] });
    const features = LaunchDarkly.initialize(
      'environment',
      { kind: 'user', key: 'ada' },
      {
        bootstrap: { checkout: true, legacy: false, colour: 'blue' },
        sendEvents: false,
        inspectors: [Vigil.buildLaunchDarklyFlagUsedHandler()],
        logger: { debug() {}, info() {}, warn() {}, error() {} },
      },
    );
    await features.waitForInitialization(5);
    expect([features.variation('checkout'), features.variation('legacy'), features.variation('colour')]).toEqual([true, false, 'blue']);
    expect(await flags()).toEqual([on('checkout'), off('legacy')]);
    await features.close();
  });

  it('Statsig, until the client is closed', async () => {
    const features = new StatsigClient('client-key', { userID: 'ada' }, { networkConfig: { preventAllNetworkTraffic: true }, logLevel: 0 });
    features.initializeSync({ disableBackgroundCacheRefresh: true });
    const { flags } = start({ integrations: [Vigil.statsigIntegration({ featureFlagClient: features })] });
    expect(features.checkGate('checkout')).toBe(false);
    expect(await flags()).toEqual([off('checkout')]);
    await client?.close();
    features.checkGate('legacy');
    expect(Vigil.getIsolationScope().getScopeData().contexts['flags']).toEqual({ values: [off('checkout')] });
    await features.shutdown();
  });

  it.each([
    ['statsigIntegration', Vigil.statsigIntegration],
    ['unleashIntegration', Vigil.unleashIntegration],
    ['growthbookIntegration', Vigil.growthbookIntegration],
  ])('%s says what it wants when it was given nothing of use', async (name, make) => {
    for (const given of [undefined, null, {}, { featureFlagClient: 5, featureFlagClientClass: {}, growthbookClass: class {} }]) {
      const warn = vi.fn();
      start({ logger: { warn }, integrations: [make(given as never)] });
      expect(warn.mock.calls).toEqual([[expect.stringContaining(`V020 ${name}`)]]);
      await client?.close();
    }
  });
});
