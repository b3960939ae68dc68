import { carrier } from '../base/carrier';
import { isError } from '../base/guards';
import { safely } from '../base/safely';
import { collectorOf, type Kind } from '../client/collectorOf';
import type { Log, LogSeverityLevel } from '../client/sentryItems';
import { normalize } from '../safe/normalize';
import { copyOf } from '../scope/copyOf';
import { getCurrentHub } from '../scope/hub';
import { checkOptionsOf, optionsFrom } from '../scope/refuse';
import type { Scope } from '../scope/scope';
import { LOG_LEVELS } from '../wire/logLevels';
import { errorText } from './formatText';

export interface LogMetadata {
  /** In place of the current scope. */
  scope?: Scope | undefined;
  /** Where a level says less than its source does. */
  severityNumber?: number | undefined;
}

/** What OpenTelemetry counts each level as (protocol 18). */
const SEVERITIES: Record<LogSeverityLevel, number> = { trace: 1, debug: 5, info: 9, warn: 13, error: 17, fatal: 21 };

const MOST_VALUES = 100;

const KIND: Kind<Log> = {
  type: 'log',
  backends: ['sentry', 'glitchtip'],
  hook: 'beforeSendLog',
  before: 'beforeCaptureLog',
  after: 'afterCaptureLog',
  flush: 'flushLogs',
  refused({ level }, { options, random }) {
    const { enableLogs, logs } = options;
    if (enableLogs === false) return ['disabled'];
    if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(logs?.minLevel ?? 'trace')) return ['filtered', 'minLevel'];
    // drawn where there is something to decide, so that nobody else's numbers change
    return logs?.sampleRate !== undefined && random() >= logs.sampleRate ? ['sampled'] : undefined;
  },
  texts: ({ message }) => ({ message: textOf(message) }),
  fields({ level, severityNumber }, { message = '' }) {
    const known = knownLevel(level);
    return { level: known, severity_number: Number.isFinite(severityNumber) ? severityNumber : SEVERITIES[known], body: message };
  },
};

/** A hook may have written anything. */
const knownLevel = (level: LogSeverityLevel) => (LOG_LEVELS.includes(level) ? level : 'info');

/** What stands in the log of something that is no text. */
function textOf(message: unknown): string {
  if (typeof message === 'string') return message;
  if (isError(message)) return errorText(message);
  const copy = normalize(message);
  return typeof copy === 'string' ? copy : (JSON.stringify(copy) ?? '');
}

/** Of a text made by `fmt` its template and values. */
function partsOf(message: string): Record<string, unknown> {
  const { message: template, params = [] } = carrier().templates?.get(message) ?? {};
  return template === undefined || !params.length ? {} : templateAttributes(template, params);
}

/** A template and its values, as attributes (protocol 18). */
export function templateAttributes(template: string, values: unknown[]): Record<string, unknown> {
  const attributes: Record<string, unknown> = { 'sentry.message.template': template };
  for (const [at, value] of values.slice(0, MOST_VALUES).entries()) attributes[`sentry.message.parameter.${at}`] = value;
  return attributes;
}

/**
 * A line of a log, of the context of now: with its trace, its user and the attributes of its scopes. Sent with others within 5 s, at
 * `flush()`, `close()` and the end of the process. `attributes` are texts, numbers, booleans and lists of these; anything else goes as its
 * JSON. Without a client it does nothing. Never throws.
 */
export function captureLog(level: LogSeverityLevel, message: unknown, attributes?: object, metadata?: LogMetadata): void {
  const { scope, severityNumber } = optionsFrom('logger', metadata);
  const client = safely(() => scope?.getClient()) ?? getCurrentHub().getClient();
  if (!client) return;
  // the error that somebody handed over beside a text
  const own = isError(attributes) ? { error: attributes } : checkOptionsOf('logger', attributes, client);
  const text = textOf(message);
  const log: Log = { level: knownLevel(level), message: text, attributes: { ...partsOf(text), ...copyOf(own) } };
  if (severityNumber !== undefined) log.severityNumber = severityNumber;
  // a client may be one of somebody's tests
  safely(() => collectorOf(client, KIND)(log, scope));
}
