// The names of `@vigil/fetch` with the AsyncLocalStorage of the runtime. The list is said again, because what one entry re-exports with
// `export *` the bundler does not hand on to another.

export * from '@vigil/core';
export type { FetchHandlerOptions } from './fetchHandlerOptions';
export { fetchIntegration } from './fetchIntegration';
export type { AsyncStorage, FetchOptions } from './fetchOptions';
export { defaultStackParser, getDefaultIntegrations } from './fetchPlatform';
export { globalHandlersIntegration } from './globalHandlersIntegration';
export { type FetchErrorOptions, holdFetchError } from './holdFetchError';
export { createClient, init, initWithoutDefaultIntegrations, wrapFetchHandler } from './withStorage';
