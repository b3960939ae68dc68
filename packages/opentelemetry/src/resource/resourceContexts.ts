import type { Contexts } from '@vigil/core';

/** Where it runs, by the names Sentry's context has for it. */
const CLOUD = /^(?:cloud\..+|host\.(?:id|type))$/;
/** What runs, without anything that may hold a secret or a person: no command lines, owners, labels or addresses. */
const RESOURCE =
  /^(?:(?:service|deployment|faas|telemetry\.(?:sdk|distro))\..+|k8s\.[a-z]+\.(?:name|uid)|container\.(?:id|name|runtime)|host\.(?:name|arch))$/;

/** The attributes as the contexts `cloud_resource` and `otel`; those not known to be harmless stay out. */
export function resourceContexts(attributes: Record<string, unknown>): Contexts {
  const of = (names: RegExp) => Object.fromEntries(Object.entries(attributes).filter(([name]) => names.test(name)));
  const cloud = of(CLOUD);
  const resource = of(RESOURCE);
  return {
    ...(Object.keys(cloud).length > 0 && { cloud_resource: cloud }),
    ...(Object.keys(resource).length > 0 && { otel: { resource } }),
  };
}
