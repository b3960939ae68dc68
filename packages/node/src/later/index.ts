// Sentry's names whose feature does not exist yet: typed, checked, and each says so once.

export { captureFeedback, type SendFeedbackParams } from './captureFeedback';
export { type CheckIn, captureCheckIn, cron, type MonitorConfig, type MonitorSchedule, withMonitor } from './checkIns';
export * from './datastores';
export * from './frameworks';
export type { LaterOptions } from './laterIntegration';
export { type LogMetadata, type LogMethod, type LogSeverityLevel, logger } from './logger';
export * from './loggers';
export { type MetricOptions, metrics } from './metrics';
export * from './processData';
export { setupHapiErrorHandler, setupKoaErrorHandler, type TrpcMiddlewareOptions, trpcMiddleware } from './setUpFrameworks';
export type { Span, SpanAttributes, SpanAttributeValue, SpanContextData, SpanStatus, SpanTimeInput } from './span';
export { getActiveSpan, type StartSpanOptions, startInactiveSpan, startSpan, startSpanManual, withActiveSpan } from './startSpan';
