import { isObject, peek } from '../base/guards';
import { isTooLate } from '../base/isTooLate';
import { safely } from '../base/safely';
import { copyOf } from '../scope/copyOf';
import { callbackOf, refuse } from '../scope/refuse';
import type { SeverityLevel } from '../wire/event';
import type { OutcomeStatus } from './outcomeTypes';
import type { Extension } from './platform';

const STATUSES: readonly OutcomeStatus[] = [
  'sent',
  'spooled',
  'filtered',
  'sampled',
  'suppressed',
  'disabled',
  'rate_limited',
  'queue_overflow',
  'too_large',
  'refused',
  'network_error',
  'internal_error',
];

const LEVELS: readonly unknown[] = ['fatal', 'error', 'warning', 'log', 'info', 'debug'] satisfies SeverityLevel[];
/** What consoles and older SDKs call them. */
const OTHER_NAMES = new Map<unknown, SeverityLevel>([
  ['warn', 'warning'],
  ['critical', 'fatal'],
]);

/** Says what a client's own functions are given that they cannot take, and takes it for what was meant, or for nothing. */
export const withArgumentChecks: Extension = ({ client }) => {
  const { bind, capture, close, drain, filterBreadcrumb, flush, lose, outcome, run } = client;
  const time = (timeout: unknown) => (typeof timeout === 'number' ? timeout : undefined);
  client.capture = input => {
    const { level } = input as { level?: unknown };
    // Sentry takes what a capture adds in the place of the level
    if (isObject(level) || typeof level === 'function') {
      input.hint = { ...copyOf(input.hint), captureContext: level as never };
      input.level = undefined;
    } else if (level !== undefined && !LEVELS.includes(level)) {
      input.level = OTHER_NAMES.get(level);
      if (!input.level) refuse('captureMessage', client, `a level (${LEVELS.join(', ')}) or what this capture adds`);
    }
    // loggers made for Sentry hand over texts in a `String`, with their template on it
    const boxed = input.isError ? undefined : safely(() => (input.error instanceof String ? `${input.error}` : undefined));
    input.error = boxed ?? input.error;
    if ('event' in input && !copyOf(input.event)) refuse('captureEvent', client, 'an event');
    if (input.scope && typeof peek(input.scope, 'read') !== 'function') {
      refuse('scope', client, 'a scope of this SDK');
      input.scope = undefined;
    }
    return capture(input);
  };
  client.filterBreadcrumb = (given, hint) => {
    const crumb = filterBreadcrumb(given, hint);
    if (!isTooLate(crumb)) return crumb;
    client.warn('V041', 'beforeBreadcrumb');
    return null;
  };
  client.lose = (status, ...rest) => {
    const isKnown = STATUSES.includes(status);
    if (!isKnown) refuse('lose', client, 'one of the twelve outcomes');
    lose(isKnown ? status : 'internal_error', ...rest);
  };
  client.flush = timeout => flush(time(timeout));
  client.drain = timeout => drain(time(timeout));
  client.close = timeout => close(time(timeout));
  client.outcome = (eventId, wait) => outcome(eventId, { timeoutMs: time(peek(wait, 'timeoutMs')) });
  client.run = fn => run(callbackOf('run', fn));
  client.bind = fn => bind(callbackOf('bind', fn));
};
