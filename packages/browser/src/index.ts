// Vigil for pages and workers: everything of core, and what makes a page report by itself.

export * from '@vigil/core';
export { type BreadcrumbsOptions, breadcrumbsIntegration } from './breadcrumbs/breadcrumbsIntegration';
export { consoleIntegration } from './breadcrumbs/consoleIntegration';
export type { DescribeOptions } from './breadcrumbs/describeElement';
export { getDefaultIntegrations } from './browserPlatform';
export { browserContextIntegration } from './context/browserContextIntegration';
export { cultureContextIntegration } from './context/cultureContextIntegration';
export { httpContextIntegration } from './context/httpContextIntegration';
export { defaultStackParser } from './defaultStackParser';
export { type BrowserApiErrorsOptions, browserApiErrorsIntegration } from './errors/browserApiErrorsIntegration';
export { eventFiltersIntegration, inboundFiltersIntegration } from './errors/eventFiltersIntegration';
export { type GlobalHandlersOptions, globalHandlersIntegration } from './errors/globalHandlersIntegration';
export { sendFeedback } from './feedback/sendFeedback';
export { type ReportDialogOptions, showReportDialog } from './feedback/showReportDialog';
export { createClient, init } from './init';
export * from './later';
export { forceLoad, onLoad } from './loader/onLoad';
export { type ContextLinesOptions, contextLinesIntegration } from './optIn/contextLinesIntegration';
export { type HttpClientOptions, httpClientIntegration } from './optIn/httpClientIntegration';
export { type RegisterWebWorkerOptions, registerWebWorker } from './optIn/registerWebWorker';
export { type ReportingObserverOptions, reportingObserverIntegration } from './optIn/reportingObserverIntegration';
export { type WebWorkerIntegration, type WebWorkerOptions, webWorkerIntegration } from './optIn/webWorkerIntegration';
export { type BrowserSessionOptions, browserSessionIntegration } from './sessions/browserSessionIntegration';
export { tracePropagationIntegration } from './trace/tracePropagationIntegration';
export { makeFetchTransport } from './transport/makeFetchTransport';
