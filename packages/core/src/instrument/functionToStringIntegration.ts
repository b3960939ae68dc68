import type { Integration } from '../client/integration';

/**
 * Accepted, without effect: `Function.prototype.toString` belongs to the application. `originalOf(fn)` gives the function below a
 * wrapper of ours.
 */
export function functionToStringIntegration(): Integration {
  return {
    name: 'FunctionToString',
    setup: client => client.debug('functionToStringIntegration has no effect: Function.prototype.toString is left alone'),
  };
}
