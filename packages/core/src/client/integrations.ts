import { carrier } from '../base/carrier';
import { peek } from '../base/guards';
import { messageOf } from '../base/messageOf';
import { safely } from '../base/safely';
import type { Core } from './core';
import type { Integration } from './integration';

/** Defaults, then the user's; a function gets the defaults and answers the list. One that cannot leaves the defaults. */
export function chosenIntegrations({ client, options, platform }: Core): unknown[] {
  const { integrations, defaultIntegrations } = options;
  const defaults = Array.isArray(defaultIntegrations)
    ? defaultIntegrations
    : defaultIntegrations === false
      ? []
      : platform.defaultIntegrations(options);
  const chosen = safely(
    () => (typeof integrations === 'function' ? [...integrations(defaults)] : [...defaults, ...(integrations ?? [])]),
    error => void client.warn('V007', 'integrations', messageOf(error)),
  );
  return chosen ?? defaults;
}

/**
 * Of one name the last counts, in the place of the first (Sentry's order). All `beforeSetup`, each set up in turn, then
 * all `afterAllSetup`. One that throws is off; the rest stay on. What is installed already stays.
 */
export function installIntegrations(list: unknown[], { client, integrations, processors }: Core): void {
  const fresh = new Map<string, Integration>();
  for (const integration of list) {
    const name = peek(integration, 'name');
    // one that nobody called has a name too, and would do nothing without a word
    if (!name || typeof name !== 'string' || typeof integration === 'function') client.warn('V004', (name as string) || 'integrations');
    else if (!integrations.has(name)) fresh.set(name, integration as Integration);
  }
  const each = (act: (integration: Integration, name: string) => void) => {
    for (const [name, integration] of fresh) {
      safely(
        () => act(integration, name),
        error => {
          fresh.delete(name);
          integrations.delete(name);
          client.warn('V005', name, messageOf(error));
        },
      );
    }
  };
  each(integration => integration.beforeSetup?.(client));
  each((integration, name) => {
    integrations.set(name, integration);
    const done = (carrier().setupDone ??= []);
    if (!done.includes(name)) {
      done.push(name);
      integration.setupOnce?.();
    }
    const stop = integration.setup?.(client);
    if (typeof stop === 'function') client.onClose(stop, integration);
  });
  each(integration => integration.afterAllSetup?.(client));
  for (const integration of fresh.values()) {
    if (integration.processEvent)
      processors.push({ by: integration.name, run: (event, hint) => integration.processEvent?.(event, hint, client) });
  }
}
