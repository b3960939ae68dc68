// Cloudflare Workers by the names of Sentry's package for them, beside everything that `@vigil/fetch/als` has.

export * from '@vigil/core';
export type { ClassOf, ExportedHandlerOf, PagesContextOf } from './cloudflare/cloudflareTypes';
export { instrumentDurableObjectWithSentry, instrumentWorkflowWithSentry } from './cloudflare/instrumentClasses';
export type { OptionsOf } from './cloudflare/startOnce';
export { withSentry } from './cloudflare/withSentry';
export { sentryPagesPlugin, wrapRequestHandler } from './cloudflare/wrapRequests';
export type { FetchHandlerOptions } from './fetchHandlerOptions';
export { fetchIntegration } from './fetchIntegration';
export type { AsyncStorage, FetchOptions } from './fetchOptions';
export { defaultStackParser, getDefaultIntegrations } from './fetchPlatform';
export { globalHandlersIntegration } from './globalHandlersIntegration';
export { type FetchErrorOptions, holdFetchError } from './holdFetchError';
export { createClient, init, initWithoutDefaultIntegrations, wrapFetchHandler } from './withStorage';
