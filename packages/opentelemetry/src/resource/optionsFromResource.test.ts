import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { createClient, type VigilOptions } from '@vigil/core';
import { createTestkit } from '@vigil/testkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { optionsFromResource, type ResourceLike } from './optionsFromResource';

const NAMES = ['OTEL_SERVICE_NAME', 'OTEL_RESOURCE_ATTRIBUTES', 'SENTRY_ENVIRONMENT', 'SENTRY_RELEASE', 'SENTRY_NAME'];
beforeEach(() => {
  for (const name of NAMES) vi.stubEnv(name, '');
});
afterEach(() => vi.unstubAllEnvs());

const resource = resourceFromAttributes({
  'service.name': 'orders',
  'service.version': '1.4.0',
  'service.namespace': 'shop',
  'deployment.environment.name': 'staging',
  'host.name': 'node-7',
  'cloud.region': 'eu-1',
  'cloud.provider': 'aws',
  'k8s.pod.name': 'orders-abc',
  'process.command_args': ['node', '--password=hunter2'],
  'process.owner': 'ada',
  'k8s.pod.label.owner': 'ada',
});
const eventOf = async (options: VigilOptions, given?: ResourceLike) => {
  const kit = createTestkit();
  const client = createClient(optionsFromResource({ ...kit.options, ...options }, given));
  client.captureException(new Error('x'));
  const event = await kit.waitForEvent('x');
  const [headers] = kit.envelopes()[0] ?? [];
  await client.close();
  return { ...event, header: headers?.trace };
};

describe('optionsFromResource', () => {
  it('says on every event, and in its envelope, what the resource says', async () => {
    const event = await eventOf({}, resource);
    expect(event).toMatchObject({
      environment: 'staging',
      release: '1.4.0',
      server_name: 'node-7',
      tags: { service: 'orders', region: 'eu-1' },
      header: { environment: 'staging', release: '1.4.0' },
    });
    expect(event.contexts?.['cloud_resource']).toEqual({ 'cloud.region': 'eu-1', 'cloud.provider': 'aws' });
    expect(event.contexts?.['otel']).toEqual({
      resource: {
        'service.name': 'orders',
        'service.version': '1.4.0',
        'service.namespace': 'shop',
        'deployment.environment.name': 'staging',
        'host.name': 'node-7',
        'k8s.pod.name': 'orders-abc',
      },
    });
  });

  it('an option beats the resource', async () => {
    const event = await eventOf({ environment: 'production', release: 'abc', serverName: 'mine', service: 'shop' }, resource);
    expect(event).toMatchObject({
      environment: 'production',
      release: 'abc',
      server_name: 'mine',
      tags: { service: 'shop', region: 'eu-1' },
    });
  });

  it('SENTRY_* beats the resource, and is left for the platform to read', () => {
    vi.stubEnv('SENTRY_ENVIRONMENT', 'qa');
    vi.stubEnv('SENTRY_RELEASE', 'abc');
    vi.stubEnv('SENTRY_NAME', 'mine');
    expect(optionsFromResource({}, resource)).toEqual({ service: 'orders', region: 'eu-1', initialScope: expect.any(Function) });
  });

  it('the initial scope stays, data, function or none', async () => {
    expect(
      (await eventOf({ initialScope: { tags: { team: 'a' }, contexts: { otel: { mine: 1 } } } }, resource)).contexts?.['otel'],
    ).toEqual({
      mine: 1,
    });
    const event = await eventOf({ initialScope: scope => scope.setTag('team', 'b') }, resource);
    expect(event.tags).toEqual({ team: 'b', service: 'orders', region: 'eu-1' });
    expect(event.contexts).toHaveProperty('cloud_resource');
  });

  it('without a resource it reads the variables of OpenTelemetry', () => {
    vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', 'service.name=a,service.version=2%2E0,deployment.environment=dev,broken,x=%zz');
    expect(optionsFromResource({})).toMatchObject({ service: 'a', release: '2.0', environment: 'dev' });
    vi.stubEnv('OTEL_SERVICE_NAME', 'b');
    expect(optionsFromResource({})).toMatchObject({ service: 'b' });
  });

  it('a service that nobody has named has no name', () => {
    expect(optionsFromResource({}, defaultResource())).not.toHaveProperty('service');
    vi.stubEnv('OTEL_SERVICE_NAME', 'b');
    expect(optionsFromResource({}, defaultResource())).toMatchObject({ service: 'b' });
  });

  it('never throws, and changes nothing it was given', () => {
    const options = { dsn: '' };
    const hostile = {
      get attributes(): never {
        throw new Error('attributes');
      },
    };
    expect(optionsFromResource(options, hostile)).toBe(options);
    optionsFromResource(options, resource);
    expect(options).toEqual({ dsn: '' });
  });
});
