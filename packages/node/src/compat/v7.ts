// Sentry v7's names, for programs written against @sentry/node 7. What is exported here by name goes before its namesake of today.

export type { RequestEventData as Request } from '@vigil/node';
// By the package's name: both entries are one module to whoever loads them.
export * from '@vigil/node';
export { addGlobalEventProcessor } from './v7/addGlobalEventProcessor';
export { addRequestDataToEvent } from './v7/addRequestDataToEvent';
export { autoDiscoverNodePerformanceMonitoringIntegrations } from './v7/autoDiscover';
export { extractTraceparentData, type TraceparentData } from './v7/extractTraceparentData';
export { Handlers, type Middleware, type RequestHandlerOptions } from './v7/handlers';
export { Hub, type Layer } from './v7/hub';
export { getCurrentHub, makeMain, runWithAsyncContext } from './v7/hubs';
export { init, type NodeOptions, type V7Integration, type V7Integration as Integration, type V7SamplingContext } from './v7/init';
export { Integrations } from './v7/integrations';
export { Scope } from './v7/scope';
export { configureScope, getCurrentScope, withScope } from './v7/scopes';
export { getActiveSpan, type SpanContext, startInactiveSpan, startSpan, startSpanManual } from './v7/spans';
export { startActiveSpan } from './v7/startActiveSpan';
export { getActiveTransaction, setMeasurement, startTransaction } from './v7/startTransaction';
export { Transaction, type Transaction as Span, type TransactionContext } from './v7/transaction';
