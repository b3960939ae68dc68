import type { Integration } from '../client/integration';
import { type LinkOptions, linkOptions } from './linkCauses';

/**
 * Says under which field causes stand (`key`, default `cause`) and how many are linked (`limit`, default 5; 0: none). Without it causes
 * are linked by these defaults.
 */
export function linkedErrorsIntegration(options?: LinkOptions): Integration {
  const { key, limit } = options ?? {};
  return {
    name: 'LinkedErrors',
    setup(client) {
      const options = client.getOptions();
      linkOptions.set(options, { ...(key !== undefined && { key }), ...(limit !== undefined && { limit }) });
      return () => linkOptions.delete(options);
    },
  };
}
