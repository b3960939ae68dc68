// Vigil for pages and workers: everything of core, and what makes a page report by itself.

export * from '@vigil/core';
export { defaultStackParser, getDefaultIntegrations } from './browserPlatform';
export { createClient, init } from './init';
export { forceLoad, onLoad } from './loader/onLoad';
export { makeFetchTransport } from './transport/makeFetchTransport';
