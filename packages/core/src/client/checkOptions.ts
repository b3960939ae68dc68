import { isObject, peek } from '../base/guards';
import { checkBudget } from './checkBudget';
import type { VigilOptions } from './options';

type Warn = (code: string, key: string, detail?: string) => void;
type Check = (value: unknown) => boolean;

const text: Check = value => typeof value === 'string';
const flag: Check = value => typeof value === 'boolean';
const callable: Check = value => typeof value === 'function';
const list: Check = value => Array.isArray(value);
const record: Check = value => isObject(value) && !Array.isArray(value);
const rate: Check = value => typeof value === 'number' && value >= 0 && value <= 1;
const count: Check = value => typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY;
const oneOf =
  (...words: string[]): Check =>
  value =>
    words.includes(value as string);
const either =
  (...checks: Check[]): Check =>
  value =>
    checks.some(check => check(value));
const off: Check = value => value === false;

/** What each option takes. A test holds the keys equal to those of `VigilOptions`. */
function optionChecks(): Record<string, Check> {
  return {
    dsn: either(text, list),
    environment: text,
    release: text,
    dist: text,
    serverName: text,
    includeServerName: flag,
    enabled: flag,
    enabledEnvironments: list,
    debug: flag,
    service: text,
    region: text,
    initialScope: either(record, callable),
    sampleRate: rate,
    maxBreadcrumbs: count,
    maxBreadcrumbBytes: count,
    breadcrumbs: either(off, record),
    attachStacktrace: flag,
    beforeSend: callable,
    beforeBreadcrumb: callable,
    ignoreErrors: list,
    allowUrls: list,
    denyUrls: list,
    fingerprintRules: list,
    groupingDiscriminator: either(text, callable),
    inAppInclude: list,
    inAppExclude: list,
    integrations: either(list, callable),
    defaultIntegrations: either(off, list),
    tunnel: text,
    transport: callable,
    transportOptions: record,
    stackParser: callable,
    tracePropagationTargets: list,
    propagateTraceparent: flag,
    strictTraceContinuation: flag,
    orgId: either(text, count),
    sendClientReports: flag,
    shutdownTimeout: count,
    onFatalError: callable,
    spotlight: either(flag, text),
    budget: either(off, record),
    dataCollection: record,
    sendDefaultPii: flag,
    scrub: either(off, record),
    retry: either(off, record),
    queue: record,
    spool: either(off, oneOf('exit', 'always'), record),
    backend: oneOf('sentry', 'glitchtip', 'bugsink'),
    // what is none of its states must not make way for the default, which is to send
    consent: () => true,
    owns: record,
    fallback: flag,
    logger: either(off, record),
    deps: record,
    normalizeDepth: count,
    maxValueLength: count,
    normalizeMaxBreadth: count,
    tracesSampleRate: rate,
    tracesSampler: callable,
    profilesSampleRate: rate,
    profileSessionSampleRate: rate,
    replaysSessionSampleRate: rate,
    replaysOnErrorSampleRate: rate,
    enableLogs: flag,
    beforeSendTransaction: callable,
    ignoreTransactions: list,
  };
}

/** Those given whose feature does not exist yet. */
export function optionsWithoutEffect(options: object): string[] {
  const later =
    'owns fallback tracesSampleRate tracesSampler profilesSampleRate profileSessionSampleRate replaysSessionSampleRate replaysOnErrorSampleRate enableLogs beforeSendTransaction ignoreTransactions normalizeMaxBreadth';
  const { dataCollection } = options as VigilOptions;
  const uncollected = ['queues', 'stackFrameVariables'].filter(name => peek(dataCollection, name) !== undefined);
  return [
    ...later.split(' ').filter(name => (options as Record<string, unknown>)[name] !== undefined),
    ...uncollected.map(name => `dataCollection.${name}`),
  ];
}

export function optionNames(): string[] {
  return Object.keys(optionChecks());
}

/** Options without what is no good: an unknown key is named with its nearest, a bad value makes way for the default. */
export function checkOptions<O extends object>(options: O, warn: Warn): O {
  const checks = optionChecks();
  const good: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(options)) {
    // not given, so that it never hides a default
    if (value === undefined) continue;
    const check = checks[key];
    // underscored options are Sentry's internals, handed through by wrappers
    if (!check && !key.startsWith('_')) warn('V012', key, nearest(key, Object.keys(checks)));
    else if (check && !check(value)) warn('V007', key, typeof value);
    else good[key] = key === 'budget' ? checkBudget(value, warn) : value;
  }
  return good as O;
}

/** The name that a typing slip would have meant: at most a third of it wrong. */
export function nearest(key: string, names: string[]): string | undefined {
  const ranked = names.map(name => [distance(key.toLowerCase().slice(0, 64), name.toLowerCase()), name] as const).sort(([a], [b]) => a - b);
  const [best] = ranked;
  return best && best[0] <= Math.max(2, key.length / 3) ? best[1] : undefined;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1);
    }
    row = next;
  }
  return row[b.length] as number;
}
