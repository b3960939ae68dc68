import { say } from '../base/diag';
import { createHooks } from '../base/hook';
import { messageOf } from '../base/messageOf';
import { randomUnit, uuid4 } from '../base/random';
import { safely } from '../base/safely';
import { startTimer } from '../base/timer';
import { SDK_VERSION } from '../base/version';
import { createScrubRules, type ScrubRules } from '../safe/scrub';
import { Hub, rootHub, runWith } from '../scope/hub';
import { Scope } from '../scope/scope';
import { withStack } from '../scope/syntheticStack';
import { envelopeUrl, orgIdOf } from '../wire/dsn';
import type { Client } from './clientTypes';
import type { Core } from './core';
import { createDelivery } from './createDelivery';
import { createPipeline, type Pipeline } from './createPipeline';
import type { BreadcrumbHint } from './hint';
import { stepsOf } from './hookRunner';
import { hubOf } from './hubOf';
import type { Integration } from './integration';
import { chosenIntegrations, installIntegrations } from './integrations';
import { createLedger, emptyStats } from './ledger';
import { lossOf, reasonOf } from './lossReasons';
import type { VigilOptions } from './options';
import type { Platform } from './platform';
import type { Stages } from './stages';
import { takeOptions } from './takeOptions';
import { usableDsn } from './usableDsn';

export interface ClientParts {
  platform: Platform;
  /** The signals' part of the pipeline. */
  stages(options: VigilOptions, platform: Platform, now: () => number): Stages;
  /** True for `init`: the client's home is the process's own context. */
  processWide: boolean;
}
export type StartedClient = Client & { start(): void };

/** Makes a client. Its integrations are not installed yet: `start()` does that, once it is known to everybody. */
export function makeClient(raw: VigilOptions, { platform, stages: makeStages, processWide }: ClientParts): StartedClient {
  const { options, warn } = takeOptions(raw);
  const { beforeBreadcrumb, scrub, release, environment, orgId, strictTraceContinuation, deps, tunnel } = options;
  const { now = Date.now, random = randomUnit, uuid = uuid4, timer = startTimer } = deps ?? {};
  const dsn = usableDsn(options, warn);
  const stats = emptyStats();
  const hookError = (error: unknown) => {
    stats.hookErrors++;
    stats.lastError = messageOf(error);
    return undefined;
  };
  const { on, emit, hears } = createHooks(hookError);
  const stops: Array<() => void> = [];
  let { consent = 'granted' } = options;
  let enabled = !!dsn && options.enabled !== false;
  let closing: Promise<boolean> | undefined;
  // most pages and many processes never capture anything
  let pipeline: Pipeline | undefined;
  let stages: Stages | undefined;
  const ready = () => (pipeline ??= createPipeline(core));
  let rules: ScrubRules | undefined;

  const ledger = createLedger(stats, platform.server ? 1000 : 100, timer, outcome => {
    const { category, eventId, status, by, quantity } = outcome;
    const reason = reasonOf(outcome);
    client.debug(`${category} ${eventId ?? ''} ${status}${by ? ` by ${by}` : ''}`);
    if (reason) core.delivery?.addLoss(reason, category, quantity);
    emit('outcome', outcome);
  });
  function tellSuppressed(): void {
    const event = stages?.takeSuppressed();
    if (event) client.capture({ event, hint: {}, internal: true });
  }
  /** What somebody waits for may keep a process alive: the platform listens and decides. */
  function waiting<T>(promise: Promise<T>): Promise<T> {
    emit('wait', promise);
    return promise;
  }
  /** A transport may keep a buffer of its own. It is asked a turn later, when the queue has handed over what it held. */
  async function drained(timeout: number | undefined): Promise<void> {
    await undefined;
    await core.transport?.flush?.(timeout);
  }

  const client: StartedClient = {
    sdk: { name: platform.sdkName, version: SDK_VERSION, settings: { infer_ip: 'never' } },
    get scrubRules() {
      return scrub === false ? undefined : (rules ??= createScrubRules(scrub, warn));
    },
    identity: {
      publicKey: dsn?.publicKey,
      release,
      environment,
      orgId: orgId === undefined ? dsn && orgIdOf(dsn) : `${orgId}`,
      strict: strictTraceContinuation,
      // of the source of ids alone: a trace does not change what the sample rate draws
      ids: deps && { uuid, random: () => parseInt(uuid().slice(-8), 16) / 2 ** 32 },
      resume: platform.resumeTrace,
    },
    get home() {
      return home;
    },
    on,
    emit,
    warn,
    capture: input => ready().capture(input),
    captureException: (error, hint, scope) => client.capture({ error, isError: true, hint: withStack(hint, error), scope }),
    captureMessage: (message, level, hint, scope) => client.capture({ error: message, level, hint: withStack(hint), scope }),
    captureEvent: (event, hint = {}, scope) => client.capture({ event, hint, scope }),
    captureSession: session => emit('session', session),
    sendEvent(event, hint) {
      client.captureEvent(event, hint);
    },
    async sendEnvelope(envelope) {
      if (client.isEnabled()) safely(() => core.delivery?.sendEnvelope(envelope), hookError);
    },
    flush(timeout) {
      emit('flush', timeout);
      return client.drain(timeout);
    },
    drain(timeout) {
      core.delivery?.sendReports();
      return waiting(ledger.settled(drained(timeout).catch(hookError), timeout));
    },
    close(timeout) {
      if (!closing) {
        tellSuppressed();
        emit('close');
        for (const stop of stops.splice(0).reverse()) safely(stop);
        closing = client.flush(timeout);
        enabled = false;
      }
      return closing;
    },
    onClose: stop => void (closing ? safely(stop) : stops.push(stop)),
    takeUnsent() {
      emit('flush');
      tellSuppressed();
      pipeline?.hurry();
      core.delivery?.sendReports();
      return core.delivery?.takeUnsent() ?? [];
    },
    run: fn => runWith(hubOf(client), fn),
    bind: fn =>
      function (this: unknown, ...args) {
        return client.run(() => fn.apply(this, args));
      },
    outcome: (eventId, wait) => waiting(ledger.outcome(eventId, wait?.timeoutMs)),
    onOutcome: callback => on('outcome', callback),
    stats: () => JSON.parse(JSON.stringify({ ...stats, queueBytes: core.delivery?.queueBytes() ?? 0 })),
    explain: async () => ({ bytes: 0, cuts: [], outcome: 'internal_error' }),
    recordDroppedEvent(reason, category, count) {
      const [status, by] = lossOf(reason);
      client.lose(status, category, count, by);
    },
    eventIdOf: error => pipeline?.idOf(error),
    lose(status, category, count = 1, by, eventId) {
      // a count that is wrong must not stop us
      for (let n = Math.min(count, 1e5); n > 0; n--) ledger.settle(ledger.open(category, eventId), status, by);
    },
    setEnabled(isOn) {
      enabled = isOn && !!core.transport && !closing;
    },
    setConsent: state => void (consent = state),
    isEnabled: () => enabled && consent === 'granted',
    extend: extension => extension(core),
    // what a disabled client patches, nobody would undo
    addIntegration: integration => core.transport && !closing && installIntegrations([integration], core),
    getIntegrationByName: <T extends Integration>(name: string) => core.integrations.get(name) as T | undefined,
    addEventProcessor: processor => void core.processors.push(...stepsOf([processor])),
    filterBreadcrumb: (crumb, hint) =>
      typeof beforeBreadcrumb === 'function' ? (safely(() => beforeBreadcrumb(crumb, hint as BreadcrumbHint), hookError) ?? null) : crumb,
    getOptions: () => options,
    getDsn: () => dsn,
    getTransport: () => core.transport,
    debug(message) {
      if (options.debug) say(options.logger, 'debug', message);
    },
    start() {
      for (const key of ['service', 'region'] as const) if (options[key]) home.setTag(key, options[key]);
      home.getScope().update(options.initialScope);
      if (enabled) installIntegrations(chosenIntegrations(core), core);
    },
  };

  const home = processWide ? rootHub() : new Hub(client, new Scope({ client }), new Scope({ client }));
  const core: Core = {
    client,
    options,
    platform,
    now,
    random,
    uuid,
    timer,
    stats,
    stages: () => (stages ??= makeStages(options, platform, now)),
    ledger,
    integrations: new Map(),
    processors: [],
    hears,
    hookError,
  };
  if (enabled) {
    let why: unknown = 'missing';
    const url = envelopeUrl(dsn!, `${platform.sdkName}/${SDK_VERSION}`, tunnel);
    const create = options.transport ?? platform.transport;
    core.transport = safely(
      () => create!({ ...options.transportOptions, url, recordDroppedEvent: client.recordDroppedEvent, warn }),
      error => void (why = error) as never,
    );
    enabled = !!core.transport;
    if (enabled) core.delivery = createDelivery(core, dsn!);
    else warn('V006', 'transport', messageOf(why));
  }
  platform.extensions?.forEach(client.extend);
  if (scrub === false) warn('V010', 'scrub');
  else if (scrub && !client.scrubRules?.redact)
    for (const key of ['paths', 'hash', 'ip'] as const) if (scrub[key]) warn('V013', 'scrub.' + key);
  return client;
}
