import { type Scope, safely, type VigilOptions } from '@vigil/core';
import { type Env, environmentOf, resourceAttributes } from './resourceAttributes';
import { resourceContexts } from './resourceContexts';

/** A `Resource` of OpenTelemetry's, or its attributes in an object of the same shape. */
export interface ResourceLike {
  attributes: Record<string, unknown>;
}

/**
 * The options with what OpenTelemetry's resource says in place of those that are not given:
 * `environment` from `deployment.environment.name`, `release` from `service.version`, `serverName` from `host.name`, `k8s.pod.name` or
 * `service.instance.id`, `service` (a tag) from `service.name`, `region` (a tag) from `cloud.region`; the rest as the contexts `otel` and
 * `cloud_resource`. Without a resource, or where it is silent: `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES`. An option beats `SENTRY_*`,
 * that beats the resource. Returns a copy; never throws.
 */
export function optionsFromResource<O extends VigilOptions>(options: O, resource?: ResourceLike): O {
  return safely(() => filled(options, resource, environmentOf())) ?? options;
}

function filled<O extends VigilOptions>(options: O, resource: ResourceLike | undefined, env: Env): O {
  const attributes = resourceAttributes(resource?.attributes ?? {}, env);
  const read = (...names: string[]) => {
    const found = names.map(name => attributes[name]).find(value => value !== undefined && value !== '');
    return found === undefined ? undefined : String(found);
  };
  const told = {
    environment: env['SENTRY_ENVIRONMENT'] ? undefined : read('deployment.environment.name', 'deployment.environment'),
    release: env['SENTRY_RELEASE'] ? undefined : read('service.version'),
    serverName: env['SENTRY_NAME'] ? undefined : read('host.name', 'k8s.pod.name', 'service.instance.id'),
    service: read('service.name'),
    region: read('cloud.region'),
  };
  const result: O = { ...options };
  for (const key of ['environment', 'release', 'serverName', 'service', 'region'] as const) {
    if (result[key] === undefined && told[key]) result[key] = told[key];
  }
  const contexts = Object.entries(resourceContexts(attributes));
  const { initialScope } = options;
  result.initialScope = (scope: Scope) => {
    for (const [name, context] of contexts) scope.setContext(name, context ?? null);
    return scope.update(initialScope);
  };
  return result;
}
