import { say } from '../base/diag';
import { createHooks } from '../base/hook';
import { safely } from '../base/safely';
import { SDK_VERSION } from '../base/version';
import { createScrubRules } from '../safe/scrub';
import { copyOf } from '../scope/copyOf';
import { Hub, rootHub, runWith } from '../scope/hub';
import { Scope } from '../scope/scope';
import { withStack } from '../scope/syntheticStack';
import { orgIdOf } from '../wire/dsn';
import type { Client } from './clientTypes';
import type { Core } from './core';
import { createEnding } from './createEnding';
import { hubOf } from './hubOf';
import type { Integration } from './integration';
import { chosenIntegrations, installIntegrations } from './integrations';
import { wordsOf } from './lossReasons';

export type StartedClient = Client & { start(): void };

/** What people call on a client. `processWide`: its home is the process's own context. */
export function createClientCalls(core: Core, warn: Client['warn'], processWide: boolean): StartedClient {
  const { options, platform, dsn, stats, hookError } = core;
  const { on, emit } = createHooks(hookError);
  const { beforeBreadcrumb, scrub, release, environment, orgId, strictTraceContinuation, deps } = options;

  const client: StartedClient = {
    sdk: { name: platform.sdkName, version: SDK_VERSION, settings: { infer_ip: 'never' } },
    scrubRules: scrub === false ? void warn('V010', 'scrub') : createScrubRules(scrub, warn),
    identity: {
      publicKey: dsn?.publicKey,
      release,
      environment,
      orgId: orgId === undefined ? dsn && orgIdOf(dsn) : String(orgId),
      strict: strictTraceContinuation,
      // of the source of ids alone: a trace does not change what the sample rate draws
      ids: deps ? { uuid: core.uuid, random: () => parseInt(core.uuid().slice(-8), 16) / 2 ** 32 } : undefined,
      resume: platform.resumeTrace,
    },
    get home() {
      return home;
    },
    captureException: (error, hint, scope) => core.pipeline.capture({ error, isError: true, hint: withStack(hint, error), scope }),
    captureMessage: (message, level, hint, scope) => core.pipeline.capture({ message, level, hint: withStack(hint), scope }),
    captureEvent: (event, hint = {}, scope) => core.pipeline.capture({ event: copyOf(event) ?? {}, hint, scope }),
    sendEvent: (event, hint) => void client.captureEvent(event, hint),
    async sendEnvelope(envelope) {
      if (core.enabled) safely(() => core.delivery?.sendEnvelope(envelope), hookError);
    },
    replay: envelope => core.delivery?.replay(envelope),
    ...createEnding(core),
    run: fn => runWith(hubOf(client), fn),
    bind:
      fn =>
      (...args) =>
        client.run(() => fn(...args)),
    onOutcome: callback => on('outcome', callback),
    stats: () => JSON.parse(JSON.stringify({ ...stats, queueBytes: core.delivery?.queueBytes() ?? 0 })),
    recordDroppedEvent(reason, category, count) {
      const [, status, by] = wordsOf(reason);
      client.lose(status, category, count, by);
    },
    lose(status, category, count = 1, by) {
      // a count that is wrong must not stop us
      for (let n = Math.min(count, 1e5); n > 0; n--) core.ledger.settle(core.ledger.open(category), status, by);
    },
    setEnabled(isOn) {
      core.enabled = isOn && !!core.delivery && !core.closing;
    },
    isEnabled: () => core.enabled,
    // what a disabled client patches, nobody would undo
    addIntegration: integration => core.delivery && !core.closing && installIntegrations([integration], core),
    getIntegrationByName: <T extends Integration>(name: string) => core.integrations.get(name) as T | undefined,
    addEventProcessor: processor => void core.eventProcessors.push(processor),
    filterBreadcrumb: (crumb, hint) =>
      typeof beforeBreadcrumb === 'function' ? (safely(() => beforeBreadcrumb(crumb, hint), hookError) ?? null) : crumb,
    on,
    emit,
    getOptions: () => options,
    getDsn: () => dsn,
    getTransport: () => core.transport,
    warn,
    debug(message) {
      if (options.debug) say(options.logger, 'debug', message);
    },
    start() {
      const isolation = home.getIsolationScope();
      for (const key of ['service', 'region'] as const) if (options[key]) isolation.setTag(key, options[key]);
      home.getScope().update(options.initialScope);
      if (core.enabled) installIntegrations(chosenIntegrations(core), core);
    },
  };

  const ownScope = () => {
    const scope = new Scope();
    scope.setClient(client);
    return scope;
  };
  const home = processWide ? rootHub() : new Hub(client, ownScope(), ownScope());
  return client;
}
