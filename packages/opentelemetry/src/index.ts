// Vigil beside an application's own OpenTelemetry. Nothing here registers anything with it.

export { openTelemetryIntegration } from './openTelemetryIntegration';
export { optionsFromResource, type ResourceLike } from './resource/optionsFromResource';
export { SentryPropagator, type SentryPropagatorOptions } from './sentryPropagator';
