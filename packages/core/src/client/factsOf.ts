import type { Client } from './clientTypes';

/** What a client knows of where its logs and metrics come from (protocol 18): facts of its options, which nobody has to scrub. */
export function factsOf(client: Client): Record<string, string> {
  const { environment, release, serverName, includeServerName } = client.getOptions();
  const facts: Record<string, string | undefined> = {
    'sentry.environment': environment,
    'sentry.release': release,
    'sentry.sdk.name': client.sdk.name,
    'sentry.sdk.version': client.sdk.version,
    'server.address': includeServerName === false ? undefined : serverName,
  };
  return Object.fromEntries(Object.entries(facts).filter((fact): fact is [string, string] => !!fact[1]));
}
