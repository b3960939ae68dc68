import { describe, expect, it } from 'vitest';
import { readCloudResourceContext } from './cloudResourceContext';

describe('readCloudResourceContext', () => {
  it.each<[what: string, env: Record<string, string>, context: Record<string, string>]>([
    ['Vercel', { VERCEL: '1', VERCEL_REGION: 'fra1', AWS_REGION: 'eu-central-1' }, { 'cloud.provider': 'vercel', 'cloud.region': 'fra1' }],
    ['Netlify', { NETLIFY: 'true' }, { 'cloud.provider': 'netlify' }],
    [
      'Fly',
      { FLY_REGION: 'ams', FLY_APP_NAME: 'shop', FLY_MACHINE_ID: '148e', AWS_REGION: 'auto' },
      { 'cloud.provider': 'fly.io', 'cloud.region': 'ams', 'cloud.resource_id': 'shop', 'host.id': '148e' },
    ],
    [
      'Render',
      { RENDER: 'true', RENDER_SERVICE_ID: 'srv-1', RENDER_INSTANCE_ID: 'srv-1-x' },
      { 'cloud.provider': 'render', 'cloud.resource_id': 'srv-1', 'host.id': 'srv-1-x' },
    ],
    [
      'Railway',
      { RAILWAY_PROJECT_ID: 'p', RAILWAY_SERVICE_ID: 's', RAILWAY_REPLICA_ID: 'r', RAILWAY_REPLICA_REGION: 'us-west2' },
      {
        'cloud.provider': 'railway',
        'cloud.region': 'us-west2',
        'cloud.account.id': 'p',
        'cloud.resource_id': 's',
        'host.id': 'r',
      },
    ],
    ['Heroku', { DYNO: 'web.1' }, { 'cloud.provider': 'heroku', 'host.id': 'web.1' }],
    [
      'Cloudflare Containers',
      { CLOUDFLARE_APPLICATION_ID: 'a', CLOUDFLARE_REGION: 'WEUR', CLOUDFLARE_LOCATION: 'ams01' },
      {
        'cloud.provider': 'cloudflare',
        'cloud.platform': 'cloudflare_containers',
        'cloud.region': 'WEUR',
        'cloud.availability_zone': 'ams01',
        'cloud.resource_id': 'a',
      },
    ],
    [
      'Lambda',
      { AWS_LAMBDA_FUNCTION_NAME: 'pay', AWS_LAMBDA_FUNCTION_VERSION: '7', AWS_REGION: 'eu-west-1' },
      {
        'cloud.provider': 'aws',
        'cloud.platform': 'aws_lambda',
        'cloud.region': 'eu-west-1',
        'faas.name': 'pay',
        'faas.version': '7',
      },
    ],
    [
      'ECS',
      { ECS_CONTAINER_METADATA_URI_V4: 'http://169.254.170.2/v4/x', AWS_DEFAULT_REGION: 'eu-west-1' },
      { 'cloud.provider': 'aws', 'cloud.platform': 'aws_ecs', 'cloud.region': 'eu-west-1' },
    ],
    [
      'Cloud Run',
      { K_SERVICE: 'api', K_REVISION: 'api-3', K_CONFIGURATION: 'api' },
      { 'cloud.provider': 'gcp', 'cloud.platform': 'gcp_cloud_run', 'faas.name': 'api', 'faas.version': 'api-3' },
    ],
    ['Knative of one’s own', { K_SERVICE: 'api', K_CONFIGURATION: 'api', KUBERNETES_SERVICE_HOST: '10.0.0.1' }, {}],
    [
      'App Engine',
      { GAE_SERVICE: 'default', GAE_INSTANCE: 'i', GOOGLE_CLOUD_PROJECT: 'p' },
      {
        'cloud.provider': 'gcp',
        'cloud.platform': 'gcp_app_engine',
        'cloud.account.id': 'p',
        'cloud.resource_id': 'default',
        'host.id': 'i',
      },
    ],
    [
      'Azure App Service',
      { WEBSITE_SITE_NAME: 'shop', REGION_NAME: 'West Europe' },
      {
        'cloud.provider': 'azure',
        'cloud.platform': 'azure_app_service',
        'cloud.region': 'West Europe',
        'cloud.resource_id': 'shop',
      },
    ],
    [
      'Azure Functions',
      { WEBSITE_SITE_NAME: 'shop', FUNCTIONS_WORKER_RUNTIME: 'node' },
      { 'cloud.provider': 'azure', 'cloud.platform': 'azure_functions', 'cloud.resource_id': 'shop' },
    ],
    [
      'Azure Container Apps',
      { CONTAINER_APP_NAME: 'shop', CONTAINER_APP_REPLICA_NAME: 'shop-x' },
      { 'cloud.provider': 'azure', 'cloud.platform': 'azure_container_apps', 'cloud.resource_id': 'shop', 'host.id': 'shop-x' },
    ],
    [
      'Tencent',
      { TENCENTCLOUD_REGION: 'ap-1', TENCENTCLOUD_APPID: '1', TENCENTCLOUD_ZONE: 'z' },
      { 'cloud.provider': 'tencent_cloud', 'cloud.region': 'ap-1', 'cloud.account.id': '1', 'cloud.availability_zone': 'z' },
    ],
    [
      'any other machine of AWS',
      { AWS_REGION: 'eu-west-1', AWS_EXECUTION_ENV: 'CloudShell' },
      { 'cloud.provider': 'aws', 'cloud.region': 'eu-west-1', 'cloud.platform': 'CloudShell' },
    ],
    ['a machine of one’s own', { PATH: '/bin', VERCEL: ' ' }, {}],
  ])('%s', (_what, env, context) => {
    expect(readCloudResourceContext(env)).toEqual(context);
  });

  it('takes nothing that is a secret of the host', () => {
    const env = { AWS_LAMBDA_FUNCTION_NAME: 'f', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'secret' };
    expect(JSON.stringify(readCloudResourceContext(env))).not.toContain('secret');
  });
});
