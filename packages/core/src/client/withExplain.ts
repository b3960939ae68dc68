import { isError, isObject } from '../base/guards';
import { safely } from '../base/safely';
import { utf8Length } from '../base/utf8Length';
import { withStack } from '../scope/syntheticStack';
import { isLimited } from '../transport/isLimited';
import type { Event } from '../wire/event';
import type { Core } from './core';
import { createExplanation, type Explanation } from './explanation';
import type { EventHint } from './hint';
import type { Extension } from './platform';
import { type Rehearsal, rehearse } from './rehearse';
import type { CaptureInput } from './stages';

const FIELDS =
  /^(event_id|timestamp|start_timestamp|platform|level|logger|transaction|server_name|release|dist|environment|message|logentry|exception|breadcrumbs|contexts|tags|extra|user|request|fingerprint|modules|sdk|debug_meta|transaction_info|threads|spans|type|sdkProcessingMetadata)$/;

/** An object with fields of an event and nothing else; anything else was thrown. */
function isEvent(input: unknown): input is Event {
  const keys = isObject(input) && !isError(input) && !Array.isArray(input) ? (safely(() => Object.keys(input)) ?? []) : [];
  return keys.length > 0 && keys.every(key => FIELDS.test(key));
}

function inputOf(input: unknown, given: EventHint | undefined): CaptureInput {
  const hint: EventHint = { ...withStack(given, input), explained: true };
  return isEvent(input) ? { event: input, hint } : { error: input, isError: true, hint };
}

/** Limits of the server that is asked first stop it. */
function isStopped(core: Core, event: Event): boolean {
  const [route] = core.client.routes?.() ?? [];
  const type = event.type ?? 'event';
  return route ? route.isLimited(type) : !!core.send && isLimited(core, core.send, type);
}

/** Gives a client `explain`. */
export const withExplain: Extension = core => {
  const { client } = core;
  client.explain = async (input, hint): Promise<Explanation> => {
    const rehearsal = new Promise<Rehearsal>(resolve => rehearse(core, inputOf(input, hint), resolve));
    client.emit('wait', rehearsal);
    const { gated, status = 'would_send', by } = await rehearsal;
    if (gated && isStopped(core, gated.event)) return createExplanation({ bytes: 0, cuts: [], outcome: 'rate_limited' });
    return createExplanation({
      event: gated?.event,
      bytes: gated ? utf8Length(gated.json) : 0,
      cuts: gated?.cuts ?? [],
      outcome: status,
      ...(by !== undefined && { by }),
    });
  };
};
