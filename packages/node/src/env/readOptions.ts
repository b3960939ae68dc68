import { parseEnvBool, type VigilOptions } from '@vigil/core';
import { readEnv } from './readEnv';
import { readRelease } from './release';
import { readServerName } from './serverName';

/** A rate as text; undefined when it is none, so that the default stands in. */
function readRate(env: NodeJS.ProcessEnv, name: string): number | undefined {
  const rate = Number(readEnv(env, name) ?? Number.NaN);
  return Number.isNaN(rate) ? undefined : rate;
}

/** A switch, or the URL of a sidecar elsewhere. */
function readSpotlight(env: NodeJS.ProcessEnv): boolean | string | undefined {
  const text = readEnv(env, 'SENTRY_SPOTLIGHT');
  return parseEnvBool(text) ?? text;
}

/** Text that is no switch turns it on, as in the Sentry SDK. */
function readDebug(env: NodeJS.ProcessEnv): boolean | undefined {
  const text = readEnv(env, 'SENTRY_DEBUG');
  return parseEnvBool(text) ?? (text ? true : undefined);
}

/** Only what is `undefined` counts as not given; a key without a value is never made, so that defaults can be spread under the result. */
function fill<K extends keyof VigilOptions>(options: VigilOptions, key: K, read: () => VigilOptions[K]): void {
  if (options[key] !== undefined) return;
  const value = read();
  if (value !== undefined) options[key] = value;
}

/**
 * The options with what the environment says in place of those that are not given (`undefined`): an option beats the environment,
 * the environment beats the default, and `dsn: ''` stays disabled whatever `SENTRY_DSN` says. Returns a copy.
 */
export function optionsFromEnv(options: VigilOptions, env: NodeJS.ProcessEnv = process.env): VigilOptions {
  const filled: VigilOptions = { ...options };
  fill(filled, 'dsn', () => readEnv(env, 'SENTRY_DSN'));
  fill(filled, 'environment', () => readEnv(env, 'SENTRY_ENVIRONMENT'));
  fill(filled, 'release', () => readRelease(env));
  fill(filled, 'debug', () => readDebug(env));
  fill(filled, 'spotlight', () => readSpotlight(env));
  fill(filled, 'tracesSampleRate', () => readRate(env, 'SENTRY_TRACES_SAMPLE_RATE'));
  if (filled.includeServerName === false) delete filled.serverName;
  else fill(filled, 'serverName', () => readServerName(env));
  return filled;
}
