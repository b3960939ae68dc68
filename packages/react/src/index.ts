// Vigil for React 17, 18 and 19: everything of the browser, and what sees the errors that React catches.

export * from '@vigil/browser';
export { captureReactException } from './captureReactException';
export { ErrorBoundary } from './errorBoundary';
export type { ErrorBoundaryProps, FallbackRender } from './errorBoundaryProps';
export { init } from './init';
export { Profiler, useProfiler, withProfiler } from './later/profiler';
export { reactErrorHandler } from './reactErrorHandler';
export { createReduxEnhancer, type SentryEnhancerOptions } from './redux/createReduxEnhancer';
export * from './routers';
export { withErrorBoundary } from './withErrorBoundary';
