import { type Client, continueFrom, getTraceData, parseEnvBool } from '@vigil/core';
import { readEnv } from './readEnv';

/**
 * Continues the trace of whoever started this process (`SENTRY_TRACE`, `SENTRY_BAGGAGE`; protocol 9.2), unless `SENTRY_USE_ENVIRONMENT`
 * is off. Requests bring traces of their own and are not touched.
 */
export function continueProcessTrace(client: Client, env: NodeJS.ProcessEnv = process.env): void {
  const sentryTrace = readEnv(env, 'SENTRY_TRACE');
  if (!sentryTrace || parseEnvBool(env['SENTRY_USE_ENVIRONMENT']) === false) return;
  const { identity, home } = client;
  home.getScope().setPropagationContext(continueFrom({ sentryTrace, baggage: readEnv(env, 'SENTRY_BAGGAGE') }, identity, identity.ids));
}

/**
 * The environment variables that hand this trace to a child process: `spawn(command, { env: { ...process.env, ...getTraceEnv() } })`.
 * `{}` without an enabled client.
 */
export function getTraceEnv(): { SENTRY_TRACE?: string; SENTRY_BAGGAGE?: string } {
  const { 'sentry-trace': trace, baggage } = getTraceData();
  return { ...(trace && { SENTRY_TRACE: trace }), ...(baggage && { SENTRY_BAGGAGE: baggage }) };
}
