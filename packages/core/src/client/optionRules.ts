import { isObject, peek } from '../base/guards';
import { randomUnit, uuid4 } from '../base/random';
import { safely } from '../base/safely';
import { LONGEST_MS } from '../base/timer';
import type { ScrubOptions } from '../safe/scrubOptions';
import { LOG_LEVELS } from '../wire/logLevels';
import { either, entries, kind, type OptionRule, oneOf, type RulesOf, record, steady } from './optionRule';
import type { BudgetOptions, DataCollection, Deps, LogOptions, Rate, RetryOptions, VigilOptions } from './options';
import type { SentryOptions } from './sentryOptions';

/** Without Sentry's internals, which nobody checks. */
type Open<T> = Omit<T, `_${string}`>;

const isNumber = (value: unknown, min: number, max: number): boolean => typeof value === 'number' && value >= min && value <= max;

/** What many options take. */
function basicRules() {
  return {
    text: kind('a text', value => typeof value === 'string'),
    flag: kind('true or false', value => typeof value === 'boolean'),
    callable: kind('a function', value => typeof value === 'function'),
    list: kind('a list', Array.isArray),
    off: kind('false', value => value === false),
    rate: kind('a number from 0 to 1', value => isNumber(value, 0, 1)),
    count: kind('a finite number that is not negative', value => isNumber(value, 0, Number.MAX_VALUE)),
  };
}

/** What each option takes. */
export function optionRules(): RulesOf<Open<VigilOptions>> {
  const { text, flag, callable, list, off, rate, count } = basicRules();
  const anything: OptionRule = value => [value];
  const object = kind('an object', value => isObject(value) && !Array.isArray(value));
  const bound = kind('a number that is not negative', value => isNumber(value, 0, Infinity));
  // an empty text would be found everywhere
  const word = kind('a text that is not empty', value => typeof value === 'string' && !!value);
  const pattern = either(
    word,
    kind('a RegExp', value => isObject(value) && typeof value[Symbol.search as never] === 'function'),
  );
  const patterns = entries(pattern);
  const flags = <Name extends string>(...names: Name[]) =>
    record(Object.fromEntries(names.map(name => [name, flag])) as Record<Name, OptionRule>);
  const bucket = record({ burst: count, perMinute: count } satisfies RulesOf<Rate>);
  // what names neither would let everything in
  const isRule = (value: unknown) => Array.isArray(peek(value, 'allow')) || Array.isArray(peek(value, 'deny'));
  const names = record({ allow: entries(word), deny: entries(word) });
  const collect = either(flag, (value, ...at) => (isRule(value) ? names(value, ...at) : '{ allow: [...] } or { deny: [...] }'));
  const sides = record({ request: collect, response: collect });
  const scrub: RulesOf<ScrubOptions> = {
    keys: either((value, ...at) => (Array.isArray(value) ? 'a list' : pattern(value, ...at)), patterns),
    allowKeys: entries(word),
    detectors: flags('jwt', 'card', 'privateKey', 'token', 'urlUserInfo', 'email', 'iban', 'phone', 'ip'),
    // whoever carries them out says what is wrong with them
    paths: anything,
    values: anything,
    hash: anything,
    ip: anything,
  };
  const collection: RulesOf<DataCollection> = {
    userInfo: flag,
    cookies: collect,
    httpHeaders: (value, ...at) => (peek(value, 'request') || peek(value, 'response') ? sides : collect)(value, ...at),
    httpBodies: entries(oneOf('incomingRequest', 'outgoingRequest', 'incomingResponse', 'outgoingResponse')),
    urlQueryParams: collect,
    databaseQueryData: flag,
    queues: flag,
    graphQL: anything,
    genAI: anything,
    mcp: anything,
    stackFrameVariables: collect,
    frameContextLines: count,
  };
  const deps: RulesOf<Deps> = {
    now: steady(value => isNumber(value, -Number.MAX_VALUE, Number.MAX_VALUE), Date.now),
    random: steady(value => isNumber(value, 0, 1), randomUnit),
    uuid: steady(value => typeof value === 'string' && /^[\da-f]{32}$/.test(value), uuid4),
    timer: callable,
  };
  return {
    dsn: either(text, list),
    environment: text,
    release: text,
    dist: text,
    serverName: text,
    includeServerName: flag,
    enabled: flag,
    enabledEnvironments: entries(text),
    debug: flag,
    service: text,
    region: text,
    initialScope: either(object, callable),
    sampleRate: rate,
    maxBreadcrumbs: count,
    maxBreadcrumbBytes: count,
    breadcrumbs: either(off, flags('console', 'http', 'fetch', 'xhr', 'dom', 'history', 'log', 'query')),
    attachStacktrace: flag,
    beforeSend: callable,
    beforeBreadcrumb: callable,
    ignoreErrors: entries(either(pattern, callable)),
    allowUrls: patterns,
    denyUrls: patterns,
    fingerprintRules: list,
    groupingDiscriminator: either(text, callable),
    inAppInclude: patterns,
    inAppExclude: patterns,
    integrations: either(list, callable),
    defaultIntegrations: either(off, list),
    tunnel: kind('a URL', isUrl),
    transport: callable,
    transportOptions: record(
      {
        timeoutMs: kind('milliseconds, above 0 and below 2 ** 31', value => isNumber(value, Number.MIN_VALUE, LONGEST_MS)),
        compressAbove: bound,
      },
      () => true,
    ),
    stackParser: steady(Array.isArray, () => undefined),
    tracePropagationTargets: patterns,
    propagateTraceparent: flag,
    strictTraceContinuation: flag,
    orgId: either(text, count),
    sendClientReports: flag,
    shutdownTimeout: count,
    onFatalError: callable,
    spotlight: either(flag, text),
    budget: either(off, record({ perIssue: bucket, total: bucket, maxIssues: count, shed: flag } satisfies RulesOf<BudgetOptions>)),
    dataCollection: record(collection),
    sendDefaultPii: flag,
    scrub: either(off, record(scrub)),
    retry: either(off, record({ maxAttempts: bound, baseMs: bound, maxDelayMs: bound, maxAgeMs: bound } satisfies RulesOf<RetryOptions>)),
    queue: record({ maxBytes: bound }),
    enableLogs: flag,
    logs: record({
      minLevel: oneOf(...LOG_LEVELS),
      sampleRate: rate,
    } satisfies RulesOf<LogOptions>),
    beforeSendLog: callable,
    enableMetrics: flag,
    beforeSendMetric: callable,
    spool: either(off, oneOf('exit', 'always'), record({ dir: anything, maxBytes: anything, maxAgeMs: anything, when: anything })),
    backend: oneOf('sentry', 'glitchtip', 'bugsink'),
    // what is none of its states must not make way for the default, which is to send
    consent: anything,
    owns: record({ frames: patterns }),
    fallback: flag,
    logger: either(off, object),
    deps: record(deps),
    normalizeDepth: count,
    maxValueLength: count,
    normalizeMaxBreadth: count,
    ...laterRules(),
  };
}

/** The same of `SentryOptions`, whose features are to come. */
export function laterRules(): RulesOf<Open<SentryOptions>> {
  const { text, flag, callable, list, off, rate, count } = basicRules();
  return {
    tracesSampleRate: rate,
    tracesSampler: callable,
    profilesSampleRate: rate,
    profileSessionSampleRate: rate,
    profileLifecycle: oneOf('manual', 'trace'),
    replaysSessionSampleRate: rate,
    replaysOnErrorSampleRate: rate,
    beforeSendTransaction: callable,
    beforeSendSpan: callable,
    ignoreTransactions: list,
    ignoreSpans: list,
    traceLifecycle: oneOf('static', 'stream'),
    parentSpanIsAlwaysRootSpan: flag,
    includeLocalVariables: flag,
    clientReportFlushInterval: count,
    enhanceFetchErrorMessages: either(off, oneOf('always', 'report-only')),
    enableOpenTelemetrySetup: flag,
    skipOpenTelemetrySetup: flag,
    enableRuntimeChannelInjection: flag,
    skipBrowserExtensionCheck: flag,
    cdnBaseUrl: text,
  };
}

/** Relative to a page, where there is one. */
function isUrl(value: unknown): boolean {
  const base = peek(peek(globalThis, 'location'), 'href');
  return typeof value === 'string' && !!safely(() => new URL(value, typeof base === 'string' ? base : undefined));
}
