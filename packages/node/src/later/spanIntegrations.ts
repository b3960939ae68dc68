import type { Client, Integration } from '@vigil/core';
import { type LaterOptions, laterIntegration } from './laterIntegration';
import { notBuiltYet } from './notBuiltYet';

// What only spans need: typed, without effect yet.

/** `httpIntegration` gives each request its context. */
export function httpServerIntegration(options?: LaterOptions): Integration {
  return laterIntegration('httpServerIntegration', options, 'Http.Server');
}
export function httpServerSpansIntegration(options?: LaterOptions): Integration {
  return laterIntegration('httpServerSpansIntegration', options, 'Http.ServerSpans');
}
/** `wrapHandler` gives each invocation its context. */
export function awsLambdaIntegration(options?: LaterOptions): Integration {
  return laterIntegration('awsLambdaIntegration', options);
}
export function awsIntegration(options?: LaterOptions): Integration {
  return laterIntegration('awsIntegration', options);
}
export function fsIntegration(options?: LaterOptions): Integration {
  return laterIntegration('fsIntegration', options, 'FileSystem');
}
/** None. */
export function getAutoPerformanceIntegrations(): Integration[] {
  notBuiltYet('getAutoPerformanceIntegrations');
  return [];
}
/** Registers nothing; `@vigil/opentelemetry` reads what is registered. */
export function initOpenTelemetry(_client?: Client): void {
  notBuiltYet('initOpenTelemetry');
}
