import * as Vigil from '@vigil/core';
import { hostileEvent } from './hostileEvent';
import { hostileError, hostileValue } from './hostileValue';
import type { Random } from './random';

// The types say what people should give; here they get what people do give.
type Loose = (...args: unknown[]) => unknown;
const api = Vigil as unknown as Record<string, Loose>;
const call = (name: string, ...args: unknown[]): unknown => (api[name] as Loose)(...args);

export interface EntryPoint {
  name: string;
  options?: (hook: (given: unknown) => unknown) => Vigil.VigilOptions;
  /** What is handed over is often no event at all: it may be lost, never in silence. */
  mayLose?: true;
  /** Gives `values` hostile values away and returns the ids it got. */
  run(random: Random): { ids: unknown[]; values: number };
}

const SCOPE_KEYS = [
  'user',
  'tags',
  'extra',
  'contexts',
  'breadcrumbs',
  'fingerprint',
  'level',
  'transactionName',
  'attachments',
  'eventProcessors',
  'attributes',
  'getScopeData',
];
const HINT_KEYS = [
  'captureContext',
  'mechanism',
  'syntheticException',
  'originalException',
  'attachments',
  'data',
  'integrations',
  'event_id',
];
const SETTERS = ['setUser', 'setTags', 'setExtras', 'setAttributes'];
const PAIR_SETTERS = ['setTag', 'setContext', 'setExtra', 'setAttribute'];

function hostileHint(random: Random): unknown {
  const value = hostileValue(random);
  if (random.oneIn(6)) return value;
  if (random.oneIn(8)) return { attachments: [{ filename: value, data: hostileValue(random, 1), contentType: value }] };
  if (random.oneIn(3)) return { [random.pick(SCOPE_KEYS)]: value };
  if (random.oneIn(3)) return { captureContext: { [random.pick(SCOPE_KEYS)]: random.pick([value, [value], { key: value }]) } };
  if (random.oneIn(8)) return { captureContext: () => value };
  return { [random.pick(HINT_KEYS)]: value, [random.pick(HINT_KEYS)]: hostileValue(random, 1) };
}

function set(random: Random): void {
  const value = hostileValue(random);
  if (random.oneIn(2)) call(random.pick(SETTERS), random.oneIn(2) ? value : { key: value, id: value });
  else call(random.pick(PAIR_SETTERS), random.oneIn(4) ? hostileValue(random, 1) : 'key', random.oneIn(2) ? value : { key: value });
}
const crumb = (random: Random): unknown => {
  const value = hostileValue(random);
  return random.oneIn(2)
    ? value
    : { message: value, data: random.oneIn(2) ? value : { value }, category: value, level: value, timestamp: value };
};

function writeLog(random: Random): void {
  const value = () => hostileValue(random);
  const attributes = random.pick<unknown>([value(), { key: value(), 'user.email': value() }, [value()]]);
  const log = (Vigil.logger as unknown as Record<string, Loose>)[random.pick(['trace', 'debug', 'info', 'warn', 'error', 'fatal'])];
  log?.(value(), attributes, random.oneIn(2) ? value() : { scope: value(), severityNumber: value() });
  const measure = (Vigil.metrics as unknown as Record<string, Loose>)[random.pick(['count', 'gauge', 'distribution'])];
  measure?.(random.oneIn(2) ? 'm' : value(), random.oneIn(2) ? 1 : value(), {
    unit: value(),
    attributes: { key: value() },
    scope: value(),
  });
}

/** What the hook of the entry point answers next; a promise is made when asked for, so that none is rejected unseen. */
const answers = { next: undefined as unknown, later: false };
export const hook = (): unknown => (answers.later ? Promise.resolve(answers.next) : answers.next);

export const ENTRY_POINTS: readonly EntryPoint[] = [
  { name: 'captureException(value)', run: random => ({ ids: [call('captureException', hostileValue(random))], values: 1 }) },
  { name: 'captureException(error)', run: random => ({ ids: [call('captureException', hostileError(random))], values: 1 }) },
  {
    name: 'captureException(error, hint)',
    run: random => ({
      ids: [call('captureException', random.oneIn(2) ? new Error('e') : hostileError(random), hostileHint(random))],
      values: 1,
    }),
  },
  {
    name: 'captureMessage(text, level or hint)',
    run: random => ({
      ids: [
        call('captureMessage', random.oneIn(2) ? hostileValue(random) : 'm', random.oneIn(2) ? hostileHint(random) : hostileValue(random)),
      ],
      values: 2,
    }),
  },
  { name: 'captureEvent(event)', mayLose: true, run: random => ({ ids: [call('captureEvent', hostileEvent(random))], values: 1 }) },
  { name: 'captureEvent(event, hint)', run: random => ({ ids: [call('captureEvent', { message: 'm' }, hostileHint(random))], values: 1 }) },
  {
    name: 'setUser, setTag, setContext, setExtra',
    run: random =>
      Vigil.withIsolationScope(() => {
        for (let n = 0; n < 4; n++) set(random);
        return { ids: [call('captureMessage', 'after the setters')], values: 4 };
      }),
  },
  {
    name: 'addBreadcrumb',
    run: random =>
      Vigil.withIsolationScope(() => {
        for (let n = 0; n < 4; n++) call('addBreadcrumb', crumb(random), random.oneIn(4) ? hostileValue(random, 1) : undefined);
        return { ids: [call('captureException', new Error('after the crumbs'))], values: 4 };
      }),
  },
  {
    name: 'methods of hub and scope',
    run: random => {
      const hub = new Vigil.Hub(Vigil.getClient()) as unknown as Record<string, Loose> & Vigil.Hub;
      const scope = hub.getScope() as unknown as Record<string, Loose>;
      for (const name of [
        'setUser',
        'setTags',
        'setExtras',
        'setLevel',
        'setFingerprint',
        'setTransactionName',
        'addBreadcrumb',
        'addAttachment',
        'addEventProcessor',
        'update',
      ])
        if (random.oneIn(4)) (scope[name] as Loose)(hostileValue(random, 2));
      const ids = [
        hub.captureException(hostileError(random), hostileHint(random) as Vigil.EventHint),
        (hub['captureMessage'] as Loose)('m', hostileValue(random)),
      ];
      return { ids, values: 5 };
    },
  },
  {
    name: 'wrapHandler, runWithCarrier, inject',
    run: random => {
      const ids: unknown[] = [];
      const answer = () => hostileValue(random, 2);
      const meta = { name: answer(), system: answer(), flush: answer(), carrier: answer, attempt: answer, contexts: answer };
      const job = call(
        'wrapHandler',
        () => {
          ids.push(call('captureMessage', 'in the job'));
          throw hostileError(random);
        },
        random.oneIn(2) ? hostileValue(random) : meta,
      ) as Loose;
      try {
        job();
      } catch {
        // what the handler throws is the host's
      }
      const carried = { v: 1, user: answer(), tags: answer(), baggage: answer(), 'sentry-trace': answer() };
      call('runWithCarrier', random.oneIn(2) ? hostileValue(random) : carried, () => {
        ids.push(call('captureMessage', 'carried'));
        call('inject', random.oneIn(2) ? hostileValue(random) : { user: answer(), tags: true });
      });
      return { ids, values: 8 };
    },
  },
  {
    name: 'methods of the client',
    mayLose: true,
    run: random => {
      const client = Vigil.getClient() as unknown as Record<string, Loose>;
      const name = random.pick(['captureException', 'captureEvent']);
      const given = name === 'captureEvent' ? hostileEvent(random) : hostileValue(random);
      const ids = [
        (client[name] as Loose)(given, hostileHint(random)),
        (client['captureMessage'] as Loose)(hostileValue(random), hostileValue(random), hostileHint(random)),
      ];
      return { ids, values: 5 };
    },
  },
  ...(['beforeSend', 'beforeBreadcrumb'] as const).map(
    (name): EntryPoint => ({
      name: `${name} answers`,
      options: () => ({ [name]: hook }),
      run: random =>
        Vigil.withIsolationScope(() => {
          answers.next = name === 'beforeSend' ? hostileEvent(random) : crumb(random);
          answers.later = name === 'beforeSend' && random.oneIn(3);
          call('addBreadcrumb', { message: 'm' });
          return { ids: [call('captureException', new Error('through the hook'))], values: 1 };
        }),
    }),
  ),
  {
    name: 'logger, metrics',
    run: random =>
      Vigil.withIsolationScope(() => {
        set(random);
        writeLog(random);
        return { ids: [], values: 6 };
      }),
  },
  ...(['beforeSendLog', 'beforeSendMetric'] as const).map(
    (name): EntryPoint => ({
      name: `${name} answers`,
      options: () => ({ [name]: hook }),
      run: random => {
        const value = hostileValue(random);
        answers.next = random.oneIn(3)
          ? value
          : { level: value, name: value, value, message: value, attributes: { key: value, 'user.id': value } };
        answers.later = random.oneIn(6);
        writeLog(random);
        return { ids: [], values: 6 };
      },
    }),
  ),
  {
    name: 'an event processor answers',
    run: random =>
      Vigil.withIsolationScope(scope => {
        answers.next = hostileEvent(random);
        answers.later = random.oneIn(3);
        scope.addEventProcessor(hook as Vigil.EventProcessor);
        return { ids: [call('captureMessage', 'through the processor')], values: 1 };
      }),
  },
];
