// Sentry's names whose feature does not exist yet: typed, checked, and each says so once.

export { type CheckIn, captureCheckIn, cron, type MonitorConfig, type MonitorSchedule, withMonitor } from './checkIns';
export * from './datastores';
export * from './frameworks';
export * from './loggers';
export * from './processData';
export { setupHapiErrorHandler, setupKoaErrorHandler, type TrpcMiddlewareOptions, trpcMiddleware } from './setUpFrameworks';
