import type { Integration } from '../client/integration';
import { addFeatureFlag } from './addFeatureFlag';

export interface FeatureFlagsIntegration extends Integration {
  addFeatureFlag(name: string, value: boolean): void;
}

/** `addFeatureFlag` by Sentry's name: `client.getIntegrationByName('FeatureFlags').addFeatureFlag('new-checkout', true)`. */
export function featureFlagsIntegration(): FeatureFlagsIntegration {
  return { name: 'FeatureFlags', addFeatureFlag };
}
