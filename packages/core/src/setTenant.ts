import { getIsolationScope } from './capture';

/** The customer, account or organisation on whose behalf the code runs. */
export interface Tenant {
  id: string | number;
  name?: string;
  [key: string]: unknown;
}

/**
 * Names the tenant of this request, job or process: tag `tenant` (its id, to search by) and context `tenant` (all of it). An id alone
 * will do; `null` clears. Anything else is ignored. Never throws.
 */
export function setTenant(tenant: string | number | Tenant | null): void {
  const scope = getIsolationScope();
  const known = typeof tenant === 'object' ? tenant : { id: tenant };
  if (known === null) scope.setTag('tenant', undefined).setContext('tenant', null);
  else if (typeof known.id === 'string' || typeof known.id === 'number')
    scope.setTag('tenant', known.id).setContext('tenant', { ...known });
}
