import { carrier } from '../base/carrier';
import { isError as isErrorObject, peek } from '../base/guards';
import { safely } from '../base/safely';
import { gate } from '../safe/gate';
import { walk } from '../safe/walk';
import { RAW } from '../safe/zones';
import { copyOf, listOf } from '../scope/copyOf';
import { mergeInto } from '../scope/merge';
import type { Scope } from '../scope/scope';
import type { State } from '../scope/scopeData';
import { traceContextOf } from '../trace/propagation';
import { categoryOf } from '../wire/envelope';
import type { Event, Exception } from '../wire/event';
import type { Core } from './core';
import type { EventHint } from './hint';
import { createHookRunner, type Step, stepsOf } from './hookRunner';
import { hubOf } from './hubOf';
import { isElsewhere } from './isElsewhere';
import type { Entry } from './ledger';
import type { OutcomeStatus } from './outcomeTypes';
import { reduceEvent } from './reduceEvent';
import type { CaptureInput } from './stages';

export interface Pipeline {
  capture(input: CaptureInput): string;
  /** Of the event that this object became in the isolation scope of now. */
  idOf(error: unknown): string | undefined;
  /** Ends the wait for hooks that are still pending: their events go on as after a failure. */
  hurry(): void;
}

/** The stages in their order (api.md section 4). */
export function createPipeline(core: Core): Pipeline {
  const { client, integrations, ledger, hookError, options, processors, uuid } = core;
  const stages = core.stages();
  const { dist, environment, normalizeDepth, release, sampleRate } = options;
  const seen = new WeakMap<Scope, WeakMap<object, string>>();
  const anywhere = new WeakMap<object, string>();
  const told = new Set<unknown>();
  const [runSteps, hurry] = createHookRunner(core.timer);

  /** Stage 2: the id of the first capture of this very object in this isolation scope; in a global handler, of the latest anywhere. */
  function repeated({ error, hint }: CaptureInput, isolation: Scope): string | undefined {
    // what is no object is in no weak map
    return seen.get(isolation)?.get(error as object) ?? (hint.mechanism?.handled === false ? anywhere.get(error as object) : undefined);
  }
  /** So that it is known when it is met again. */
  function remember(error: unknown, isolation: Scope, id: string): void {
    if (Object(error) !== error) return;
    const here = seen.get(isolation) ?? new WeakMap<object, string>();
    seen.set(isolation, here);
    here.set(error as object, id);
    anywhere.set(error as object, id);
    // captured in a fork, it may be thrown on to the context around
    const { owner } = isolation;
    if (owner && !owner.owns(isolation)) (owner.decided ??= new WeakMap()).set(error as object, id);
  }

  /** Stage 7: global < isolation < current < captureContext. */
  function layersOf(isolation: Scope, scope: Scope, context: EventHint['captureContext']): State[] {
    let global = carrier().global?.read() ?? {};
    if (isolation.owner) {
      if (Object.keys(global.user ?? {}).length) client.warn('V021', 'user');
      global = { ...global, user: undefined, trail: undefined };
    }
    const layers = [global, isolation.read()];
    let current = scope.read();
    if (context) {
      // of no owner: what one capture adds is the event's own, even where the context has ended
      const extended = scope.clone();
      extended.owner = undefined;
      current = extended.update(context).read();
    }
    // the current scope may be the isolation scope itself
    layers[scope === isolation ? 1 : 2] = current;
    return layers;
  }

  /** 11 normalise: hooks see what will be sent, not live objects - 12 beforeSend, read anew each time: `addBeforeSend` may come late */
  const last: Step = {
    by: 'beforeSend',
    run(event, hint) {
      const { beforeSend } = options;
      if (typeof beforeSend !== 'function') return event;
      for (const key of ['extra', 'contexts', 'user', 'tags', 'breadcrumbs', 'request'] as const) {
        if (event[key]) event[key] = walk(event[key], RAW, { maxDepth: (normalizeDepth || 98) + 2, rules: client.scrubRules }) as never;
      }
      return beforeSend(event, hint);
    },
  };

  function capture(input: CaptureInput): string {
    const hint = copyOf(input.hint) ?? {};
    hint.mechanism = copyOf(hint.mechanism);
    input.hint = hint;
    if ('event' in input) input.event = copyOf(input.event) ?? {};
    // an error handed over as a message is reported as what it is
    input.isError ||= isErrorObject(input.error);
    const { error, event: given, internal, isError } = input;
    const type = given && typeof given.type === 'string' ? given.type : undefined;
    const category = categoryOf(type || 'event');
    let id = [hint.event_id, given?.event_id].find(each => typeof each === 'string' && /^[\da-f]{32}$/.test(each)) ?? uuid();
    let entry: Entry | undefined;
    const open = () => (entry ??= ledger.open(category, id));
    const end = (status: OutcomeStatus, by?: string) => ledger.settle(open(), status, by);
    const guard = (act: () => void) =>
      safely(act, failure => {
        hookError(failure);
        end('internal_error');
      });

    guard(() => {
      // 1 enabled, environment, consent
      if (!client.isEnabled()) return end('disabled');
      if (isElsewhere(options)) return end('filtered', 'environment');
      const hub = hubOf(client);
      const isolation = hub.getIsolationScope();
      // 2 same error; one that is held has its id already
      const held = isError ? isolation.owner?.held?.find(each => each.error === error) : undefined;
      id = held?.eventId ?? id;
      if (held?.taken) return;
      if (held) held.taken = true;
      const first = held ? undefined : repeated(input, isolation);
      if (first) {
        id = first;
        return;
      }
      if (!held) remember(error, isolation, id);
      hint.originalException = error === undefined ? hint.originalException : error;
      hint.event_id = id;
      // 3 ignoreErrors on the raw value - 4 budget
      const scope = input.scope ?? hub.getScope();
      input.scopeLevel = scope.read().level ?? isolation.read().level;
      const refused = stages.screen(input);
      if (refused) {
        client.emit('sessionRefused', input, isolation);
        return end(...refused);
      }
      // one that its context holds is known there; weak maps are what a failing server would pay most for
      if (held) remember(error, isolation, id);
      // 5 the sampleRate draw; with a session it waits until the session saw the event
      const isOut = category === 'error' && !internal && typeof sampleRate === 'number' && sampleRate >= 0 && core.random() >= sampleRate;
      if (isOut && !isolation.getSession() && !isolation.owner?.counts) return end('sampled');
      open();
      // 6 build, causes
      const event: Event = {
        platform: core.platform.name,
        environment: environment!,
        release: release!,
        dist: dist!,
        server_name: (options.includeServerName === false ? undefined : options.serverName)!,
        sdk: client.sdk,
        timestamp: core.now() / 1000,
        ...stages.build(input),
        event_id: id,
      };
      for (const each of integrations.values()) safely(() => each.preprocessEvent?.(event, hint, client), hookError);
      // 7 merge
      const layers = layersOf(isolation, scope, hint.captureContext);
      mergeInto(event, layers);
      const propagation = scope.getPropagationContext();
      const { suppressed } = input;
      event.contexts = { ...(suppressed && { suppressed }), trace: traceContextOf(propagation), ...event.contexts };
      if (!type && !internal) isolation.setLastEventId(id);

      // 13 session update; filtered events do not count, sampled-out ones do - 14 sampled-out leaves
      // 15 the gate: normalise what hooks added, scrub, byte budget - 16 queue, limits, retry, send
      const send = (ready: Event & { toJSON?: unknown }) => {
        client.emit('sessionEvent', ready, isolation, input);
        if (isOut) return end('sampled');
        // no hook changes id or type; an event that says of itself what it is in JSON is not asked
        ready.event_id = id;
        if (ready.type !== type) ready.type = type;
        if (ready.toJSON) ready.toJSON = undefined;
        const gated = gate(ready, client.scrubRules);
        client.emit('beforeSendEvent', gated.event, hint);
        const attachments = [...listOf(hint.attachments), ...layers.flatMap(each => each.attachments ?? [])];
        core.delivery?.sendEvent(gated, open(), attachments, propagation);
      };
      // before the hooks: one may change half of the event and then throw
      const values = listOf(peek(event.exception, 'values') as Exception[]).map(each => ({ ...each }));
      const basis = { ...event };
      const course = {
        hint,
        guard,
        drop: (by: string) => end('filtered', by),
        fail(by: string, failure: unknown) {
          hookError(failure ?? new Error(`${by} is pending`));
          client.debug(`${by} failed; event ${id} goes on reduced`);
          send(reduceEvent(basis, values, by));
          // once per hook: one that fails on every event is one issue; to be cut short is none
          if (!failure || told.has(by)) return;
          told.add(by);
          const mechanism = { type: 'internal', handled: false, data: { hook: by } };
          capture({ error: failure, isError: true, internal: by, hint: { mechanism } });
        },
      };
      // 8 processors: the client's, then the scopes' - 9 ignoreErrors again, denyUrls, allowUrls - 10 fingerprint rules, discriminator
      const filters: Step = {
        by: 'filters',
        run(event) {
          const by = stages.judge(event);
          if (by) {
            this.by = by;
            return null;
          }
          stages.group(event, hint);
          return client.emit('group', event, hint);
        },
      };
      const scopeSteps = stepsOf(layers.flatMap(each => each.eventProcessors ?? []));
      const isReport = told.has(internal);
      // the report of a hook's failure meets none, and carries nothing that they were there to remove
      runSteps(
        isReport ? [] : [...processors, ...scopeSteps, filters, ...(type ? [] : [last])],
        isReport ? reduceEvent(basis, values, internal as string) : event,
        course,
        send,
      );
    });
    return id;
  }

  return {
    capture,
    hurry,
    idOf: error => seen.get(hubOf(client).getIsolationScope())?.get(error as object),
  };
}
