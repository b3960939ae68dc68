import { carrier } from '../base/carrier';
import { peek } from '../base/guards';
import { safely } from '../base/safely';
import { gate } from '../safe/gate';
import { normalize } from '../safe/normalize';
import { copyOf, listOf } from '../scope/copyOf';
import { mergeInto } from '../scope/merge';
import { Scope } from '../scope/scope';
import type { ScopeData } from '../scope/scopeData';
import { categoryOf } from '../wire/envelope';
import type { Attachment, Event, Exception } from '../wire/event';
import type { Core } from './core';
import type { EventHint } from './hint';
import { runSteps, type Step } from './hookRunner';
import { hubOf } from './hubOf';
import type { Entry } from './ledger';
import type { OutcomeStatus } from './outcomeTypes';
import { reduceEvent } from './reduceEvent';
import type { CaptureInput } from './stages';

export interface Pipeline {
  capture(input: CaptureInput): string;
  /** Ends the wait for hooks that are still pending: their events go on as after a failure. */
  hurry(): void;
}

const FIRST = { event_id: '' };

export function createPipeline(core: Core): Pipeline {
  const { client, integrations, ledger, hookError, options, stages } = core;
  const { dist, enabledEnvironments, environment, normalizeDepth, release, sampleRate } = options;
  const seen = new WeakMap<object, WeakMap<object, string>>();
  const pending = new Set<() => void>();
  const told = new Set<string>();

  /** What every event says of client and platform, under `event`. */
  const withBase = (event: Event): Event => ({
    platform: core.platform.name,
    environment: environment!,
    release: release!,
    dist: dist!,
    server_name: (options.includeServerName === false ? undefined : options.serverName)!,
    sdk: client.sdk,
    timestamp: core.now() / 1000,
    ...event,
  });

  /** Stage 2: the id of the first capture of this very object in this isolation scope; in a global handler, of the latest anywhere. */
  function repeated({ error, hint }: CaptureInput, isolation: Scope, id: string): string | undefined {
    if (Object(error) !== error) return undefined;
    const ids = seen.get(error as object) ?? new WeakMap<object, string>();
    const before = ids.get(isolation) ?? (hint.mechanism?.handled === false ? ids.get(seen) : undefined);
    if (!before) seen.set(error as object, ids.set(isolation, id).set(seen, id));
    return before;
  }

  /** Stage 7: global < isolation < current < captureContext. */
  function layersOf(isolation: Scope, scope: Scope, { captureContext }: EventHint): ScopeData[] {
    // a set: the current scope may be the isolation scope itself
    const layers = [...new Set([carrier().global ?? new Scope(), isolation, scope])].map(each => each.getScopeData());
    if (isolation.owner) {
      const [global] = layers as [ScopeData];
      if (Object.keys(global.user).length) client.warn('V021', 'user');
      Object.assign(global, { user: {}, breadcrumbs: [] });
    }
    if (captureContext) {
      // of no owner: what one capture adds is the event's own, even where the context has ended
      const extended = scope.clone();
      extended.owner = undefined;
      layers[layers.length - 1] = extended.update(captureContext).getScopeData();
    }
    return layers;
  }

  /** Stages 8 to 12. */
  function stepsFor({ type }: Event, layers: ScopeData[]): Step[] {
    // read anew each time: hooks come and go
    const { beforeSend } = options;
    const steps: Step[] = [];
    // 8 processors: the integrations', the client's, then the scopes'
    for (const each of integrations.values()) {
      if (each.processEvent) steps.push({ by: each.name, run: (last, hint) => each.processEvent?.(last, hint, client) });
    }
    for (const run of [core, ...layers].flatMap(each => each.eventProcessors)) {
      const id = peek(run, 'id');
      if (typeof run === 'function') steps.push({ by: typeof id === 'string' ? id : 'processor', run });
    }
    // 9 ignoreErrors again, denyUrls, allowUrls - 10 fingerprint rules, discriminator
    steps.push({
      by: 'filters',
      run(last, hint) {
        const by = stages.judge(last);
        if (!by) {
          stages.group(last, hint);
          return client.emit('group', last, hint);
        }
        this.by = by;
        return null;
      },
    });
    // 11 normalise: hooks see what will be sent, not live objects - 12 beforeSend
    if (typeof beforeSend === 'function' && !type) {
      const run = (last: Event, hint: EventHint) => {
        for (const key of ['extra', 'contexts', 'user', 'tags', 'breadcrumbs', 'request'] as const) {
          if (last[key]) last[key] = normalize(last[key], { maxDepth: (normalizeDepth || 98) + 2 }) as never;
        }
        return beforeSend(last, hint);
      };
      steps.push({ by: 'beforeSend', run });
    }
    return steps;
  }

  function capture(input: CaptureInput): string {
    const { error, event: given, isError } = input;
    const hint = copyOf(input.hint) ?? {};
    hint.mechanism = copyOf(hint.mechanism);
    input.hint = hint;
    const type = given && typeof given.type === 'string' ? given.type : undefined;
    const category = categoryOf(type || 'event');
    let id = [hint.event_id, given?.event_id].find(each => typeof each === 'string' && /^[\da-f]{32}$/.test(each)) ?? core.uuid();
    let entry: Entry | undefined;
    const open = () => (entry ??= ledger.open(category, id));
    const drop = (status: OutcomeStatus, by?: string) => ledger.settle(open(), status, by);
    const guard = (act: () => void) =>
      safely(act, failure => {
        hookError(failure);
        drop('internal_error');
      });

    guard(() => {
      // 1 enabled, environment, consent
      if (!core.enabled) return drop('disabled');
      if (Array.isArray(enabledEnvironments) && !enabledEnvironments.includes(environment!)) return drop('filtered', 'environment');
      const hub = hubOf(client);
      const isolation = hub.getIsolationScope();
      // 2 same error
      const first = repeated(input, isolation, id);
      if (first) {
        id = first;
        return;
      }
      if (isError) hint.originalException = error;
      // 3 ignoreErrors on the raw value - 4 budget
      const refused = stages.screen(input);
      if (refused) return drop(...refused);
      // 5 the sampleRate draw; with a session it waits until the session saw the event
      const isOut = category === 'error' && typeof sampleRate === 'number' && sampleRate >= 0 && core.random() >= sampleRate;
      if (isOut && !isolation.getSession()) return drop('sampled');
      open();
      // 6 build, causes
      const event = withBase(stages.build(input));
      event.event_id = id;
      for (const each of integrations.values()) safely(() => each.preprocessEvent?.(event, hint, client), hookError);
      // 7 merge
      const scope = input.scope ?? hub.getScope();
      const layers = layersOf(isolation, scope, hint);
      mergeInto(event, layers);
      const propagation = scope.getPropagationContext();
      const { traceId: trace_id, propagationSpanId: span_id, parentSpanId: parent_span_id } = propagation;
      const { suppressed } = input;
      event.contexts = {
        ...(suppressed && { suppressed }),
        trace: { trace_id, span_id, parent_span_id },
        ...event.contexts,
      };
      if (!type) isolation.setLastEventId(id);

      // 15 the gate: normalise what hooks added, scrub, byte budget - 16 queue, limits, retry, send
      const send = (last: Event, of: Entry, attachments: Attachment[] = []) => {
        // the id first: within the bytes, what comes first survives; an event that says of itself what it is in JSON is not asked
        const named = { ...FIRST, ...last, toJSON: undefined, event_id: of.outcome.eventId as string };
        const gated = gate(named, client.scrubRules);
        client.emit('beforeSendEvent', gated.event, hint);
        core.delivery?.sendEvent(gated, of, attachments, propagation);
      };
      const sendOwn = (last: Event) =>
        send({ ...last, type }, open(), [...listOf(hint.attachments), ...layers.flatMap(each => each.attachments)]);
      // before the hooks: one may change half of the event and then throw
      const values = listOf(peek(event.exception, 'values') as Exception[]).map(each => ({ ...each }));
      const basis = { ...event, exception: { values } };
      runSteps(stepsFor(event, layers), event, hint, {
        timer: core.timer,
        pending,
        guard,
        onDrop: by => drop('filtered', by),
        onFail(by, failure) {
          hookError(failure);
          client.debug(`${by} failed; event ${id} goes on reduced`);
          sendOwn(reduceEvent(basis, by));
          // once per hook: one that fails on every event is one issue; round all hooks, or it would never end
          if (told.has(by)) return;
          told.add(by);
          const mechanism = { type: 'internal', handled: false, data: { hook: by } };
          const event = stages.build({ error: failure, isError: true, hint: { mechanism } });
          send({ ...withBase(event), tags: { hook_error: by } }, ledger.open('error', core.uuid()));
        },
        onEvent(last) {
          // 13 session update; filtered events do not count, sampled-out ones do - 14 sampled-out leaves
          client.emit('sessionEvent', last, isolation);
          if (isOut) drop('sampled');
          else sendOwn(last);
        },
      });
    });
    return id;
  }

  return {
    capture,
    hurry: () => {
      for (const giveUp of [...pending]) giveUp();
    },
  };
}
