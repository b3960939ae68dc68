/** Where one host says that it is this one, and where it keeps the rest. */
export interface CloudProvider {
  provider: string;
  platform?: string;
  /** All must be set. */
  when: readonly string[];
  /** None may be set. */
  unless?: readonly string[];
  /** Field of the context: the variables that hold it, first one wins. */
  fields?: Readonly<Record<string, readonly string[]>>;
}

/**
 * First match wins (names and values: protocol 5.6, OpenTelemetry's `cloud.*`). Products that run on somebody else's cloud stand
 * before that cloud; `AWS_REGION` alone, which is set to use a service as often as to run on it, stands last.
 */
export const CLOUD_PROVIDERS: readonly CloudProvider[] = [
  { provider: 'vercel', when: ['VERCEL'], fields: { 'cloud.region': ['VERCEL_REGION'], 'cloud.resource_id': ['VERCEL_PROJECT_ID'] } },
  { provider: 'netlify', when: ['NETLIFY'], fields: { 'cloud.region': ['AWS_REGION'], 'cloud.resource_id': ['SITE_ID'] } },
  {
    provider: 'fly.io',
    when: ['FLY_REGION'],
    fields: { 'cloud.region': ['FLY_REGION'], 'cloud.resource_id': ['FLY_APP_NAME'], 'host.id': ['FLY_MACHINE_ID', 'FLY_ALLOC_ID'] },
  },
  { provider: 'render', when: ['RENDER'], fields: { 'cloud.resource_id': ['RENDER_SERVICE_ID'], 'host.id': ['RENDER_INSTANCE_ID'] } },
  {
    provider: 'railway',
    when: ['RAILWAY_PROJECT_ID'],
    fields: {
      'cloud.region': ['RAILWAY_REPLICA_REGION'],
      'cloud.account.id': ['RAILWAY_PROJECT_ID'],
      'cloud.resource_id': ['RAILWAY_SERVICE_ID'],
      'host.id': ['RAILWAY_REPLICA_ID'],
    },
  },
  { provider: 'heroku', when: ['DYNO'], fields: { 'cloud.resource_id': ['HEROKU_APP_ID', 'HEROKU_APP_NAME'], 'host.id': ['DYNO'] } },
  {
    provider: 'cloudflare',
    platform: 'cloudflare_containers',
    when: ['CLOUDFLARE_APPLICATION_ID'],
    fields: {
      'cloud.region': ['CLOUDFLARE_REGION'],
      'cloud.availability_zone': ['CLOUDFLARE_LOCATION'],
      'cloud.resource_id': ['CLOUDFLARE_APPLICATION_ID'],
      'host.id': ['CLOUDFLARE_DURABLE_OBJECT_ID'],
    },
  },
  { provider: 'cloudflare', platform: 'cloudflare_pages', when: ['CF_PAGES'] },
  {
    provider: 'deno_deploy',
    when: ['DENO_DEPLOYMENT_ID'],
    fields: { 'cloud.region': ['DENO_REGION'], 'cloud.resource_id': ['DENO_DEPLOYMENT_ID'] },
  },
  {
    provider: 'aws',
    platform: 'aws_lambda',
    when: ['AWS_LAMBDA_FUNCTION_NAME'],
    fields: {
      'cloud.region': ['AWS_REGION', 'AWS_DEFAULT_REGION'],
      'faas.name': ['AWS_LAMBDA_FUNCTION_NAME'],
      'faas.version': ['AWS_LAMBDA_FUNCTION_VERSION'],
      'faas.instance': ['AWS_LAMBDA_LOG_STREAM_NAME'],
    },
  },
  {
    provider: 'aws',
    platform: 'aws_ecs',
    when: ['ECS_CONTAINER_METADATA_URI_V4'],
    fields: { 'cloud.region': ['AWS_REGION', 'AWS_DEFAULT_REGION'] },
  },
  {
    provider: 'aws',
    platform: 'aws_ecs',
    when: ['ECS_CONTAINER_METADATA_URI'],
    fields: { 'cloud.region': ['AWS_REGION', 'AWS_DEFAULT_REGION'] },
  },
  {
    provider: 'gcp',
    platform: 'gcp_cloud_functions',
    when: ['K_SERVICE', 'FUNCTION_TARGET'],
    fields: { 'cloud.account.id': ['GOOGLE_CLOUD_PROJECT', 'GCP_PROJECT'], 'faas.name': ['K_SERVICE'], 'faas.version': ['K_REVISION'] },
  },
  {
    // Knative sets these two in every cluster
    provider: 'gcp',
    platform: 'gcp_cloud_run',
    when: ['K_SERVICE', 'K_CONFIGURATION'],
    unless: ['KUBERNETES_SERVICE_HOST'],
    fields: { 'cloud.account.id': ['GOOGLE_CLOUD_PROJECT', 'GCP_PROJECT'], 'faas.name': ['K_SERVICE'], 'faas.version': ['K_REVISION'] },
  },
  {
    provider: 'gcp',
    platform: 'gcp_cloud_run',
    when: ['CLOUD_RUN_JOB'],
    fields: { 'cloud.account.id': ['GOOGLE_CLOUD_PROJECT', 'GCP_PROJECT'], 'faas.name': ['CLOUD_RUN_JOB'] },
  },
  {
    provider: 'gcp',
    platform: 'gcp_app_engine',
    when: ['GAE_SERVICE'],
    fields: {
      'cloud.account.id': ['GOOGLE_CLOUD_PROJECT', 'GCP_PROJECT'],
      'cloud.resource_id': ['GAE_SERVICE'],
      'host.id': ['GAE_INSTANCE'],
    },
  },
  { provider: 'gcp', when: ['GCP_PROJECT'], fields: { 'cloud.account.id': ['GOOGLE_CLOUD_PROJECT', 'GCP_PROJECT'] } },
  {
    provider: 'azure',
    platform: 'azure_functions',
    when: ['WEBSITE_SITE_NAME', 'FUNCTIONS_WORKER_RUNTIME'],
    fields: { 'cloud.region': ['REGION_NAME'], 'cloud.resource_id': ['WEBSITE_SITE_NAME'], 'host.id': ['WEBSITE_INSTANCE_ID'] },
  },
  {
    provider: 'azure',
    platform: 'azure_app_service',
    when: ['WEBSITE_SITE_NAME', 'REGION_NAME'],
    fields: { 'cloud.region': ['REGION_NAME'], 'cloud.resource_id': ['WEBSITE_SITE_NAME'], 'host.id': ['WEBSITE_INSTANCE_ID'] },
  },
  {
    provider: 'azure',
    platform: 'azure_container_apps',
    when: ['CONTAINER_APP_NAME'],
    fields: { 'cloud.resource_id': ['CONTAINER_APP_NAME'], 'host.id': ['CONTAINER_APP_REPLICA_NAME'] },
  },
  { provider: 'alibaba_cloud', when: ['ALIYUN_REGION_ID'], fields: { 'cloud.region': ['ALIYUN_REGION_ID'] } },
  { provider: 'ibm_cloud', when: ['IBM_CLOUD_REGION'], fields: { 'cloud.region': ['IBM_CLOUD_REGION'] } },
  {
    provider: 'tencent_cloud',
    when: ['TENCENTCLOUD_REGION'],
    fields: {
      'cloud.region': ['TENCENTCLOUD_REGION'],
      'cloud.account.id': ['TENCENTCLOUD_APPID'],
      'cloud.availability_zone': ['TENCENTCLOUD_ZONE'],
    },
  },
  {
    provider: 'aws',
    when: ['AWS_REGION'],
    fields: { 'cloud.region': ['AWS_REGION', 'AWS_DEFAULT_REGION'], 'cloud.platform': ['AWS_EXECUTION_ENV'] },
  },
];
