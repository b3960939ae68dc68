import { peek } from '../base/guards';
import { stopAll } from '../base/stopAll';
import { wrapMethod } from '../base/wrap';
import type { Integration } from '../client/integration';
import { refuse } from '../scope/refuse';
import { noteFlag } from './addFeatureFlag';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Goes with `buildLaunchDarklyFlagUsedHandler`, which does the work. */
export function launchDarklyIntegration(): Integration {
  return { name: 'LaunchDarkly' };
}
/** An inspector for LaunchDarkly's clients: `initialize(id, context, { inspectors: [Vigil.buildLaunchDarklyFlagUsedHandler()] })`. */
export function buildLaunchDarklyFlagUsedHandler(): {
  name: string;
  type: 'flag-used';
  synchronous: boolean;
  method: (flagKey: string, flagDetail: { value?: unknown }, context?: unknown) => void;
} {
  const method = (flagKey: string, flagDetail: { value?: unknown }) => void noteFlag(flagKey, peek(flagDetail, 'value'));
  return { name: 'sentry-flag-auditor', type: 'flag-used', synchronous: true, method };
}

/** Goes with `OpenFeatureIntegrationHook`, which does the work. */
export function openFeatureIntegration(): Integration {
  return { name: 'OpenFeature' };
}
/** A hook for OpenFeature, on pages and servers: `OpenFeature.addHooks(new Vigil.OpenFeatureIntegrationHook())`. */
export class OpenFeatureIntegrationHook {
  after(_context: unknown, details: { flagKey: string; value: unknown }): void {
    noteFlag(peek(details, 'flagKey'), peek(details, 'value'));
  }
  /** What could not be evaluated has its default. */
  error(context: { flagKey: string; defaultValue: unknown }): void {
    noteFlag(peek(context, 'flagKey'), peek(context, 'defaultValue'));
  }
}

export interface StatsigOptions {
  /** A client of `@statsig/js-client`. */
  featureFlagClient: { on(event: 'gate_evaluation', listener: (evaluated: { gate: { name: string; value: boolean } }) => void): unknown };
}
/** Notes the gates that a client of Statsig evaluates. */
export function statsigIntegration(options: StatsigOptions): Integration {
  const client = peek(options, 'featureFlagClient') as { on: Method; off?: Method } | undefined;
  const listener = (evaluated: unknown) => {
    const gate = peek(evaluated, 'gate');
    noteFlag(peek(gate, 'name'), peek(gate, 'value'));
  };
  return {
    name: 'Statsig',
    setup(own) {
      if (typeof peek(client, 'on') !== 'function') {
        refuse('statsigIntegration', own, '{ featureFlagClient }');
        return undefined;
      }
      client?.on('gate_evaluation', listener);
      return () => void client?.off?.('gate_evaluation', listener);
    },
  };
}

export interface UnleashOptions {
  /** `UnleashClient` of `unleash-proxy-client`, or `Unleash` of `unleash-client`. */
  featureFlagClientClass: abstract new (
    ...args: never[]
  ) => unknown;
}
/** Notes what `isEnabled` of Unleash's clients answers. */
export function unleashIntegration(options: UnleashOptions): Integration {
  return watching('Unleash', 'unleashIntegration', '{ featureFlagClientClass }', peek(options, 'featureFlagClientClass'), {
    isEnabled: asAnswered,
  });
}

export interface GrowthbookOptions {
  /** `GrowthBook`, or `GrowthBookClient`, of `@growthbook/growthbook`. */
  growthbookClass: abstract new (
    ...args: never[]
  ) => unknown;
}
/** Notes what `isOn`, `isOff` and `getFeatureValue` of GrowthBook's clients answer. */
export function growthbookIntegration(options: GrowthbookOptions): Integration {
  return watching('GrowthBook', 'growthbookIntegration', '{ growthbookClass }', peek(options, 'growthbookClass'), {
    isOn: asAnswered,
    isOff: result => (typeof result === 'boolean' ? !result : undefined),
    getFeatureValue: asAnswered,
  });
}

const asAnswered = (result: unknown): unknown => result;

/** Watches methods of a class whose first argument is a flag, until the client is closed. */
function watching(
  name: string,
  factory: string,
  takes: string,
  given: unknown,
  methods: Record<string, (result: unknown) => unknown>,
): Integration {
  return {
    name,
    setup(client) {
      const proto = peek(given, 'prototype') as Record<string, Method>;
      const known = Object.keys(methods).filter(each => typeof peek(proto, each) === 'function');
      if (!known.length) refuse(factory, client, takes);
      const stops = known.map(each =>
        wrapMethod(
          proto,
          each,
          original =>
            function (this: unknown, ...args: unknown[]) {
              const result = Reflect.apply(original, this, args);
              noteFlag(args[0], methods[each]?.(result));
              return result;
            },
        ),
      );
      return stopAll(stops);
    },
  };
}
