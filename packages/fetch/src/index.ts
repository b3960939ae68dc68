// Vigil for runtimes that speak fetch: everything of core, and what a handler of requests needs. Nothing here imports a module of Node's.

export * from '@vigil/core';
export { diagnose } from './diagnose';
export type { FetchHandlerOptions } from './fetchHandlerOptions';
export { fetchIntegration } from './fetchIntegration';
export type { AsyncStorage, FetchOptions } from './fetchOptions';
export { defaultStackParser, getDefaultIntegrations } from './fetchPlatform';
export { globalHandlersIntegration } from './globalHandlersIntegration';
export { type FetchErrorOptions, holdFetchError } from './holdFetchError';
export { createClient, init, initWithoutDefaultIntegrations } from './init';
export { makeFetchTransport } from './makeFetchTransport';
export { wrapFetchHandler } from './wrapFetchHandler';
