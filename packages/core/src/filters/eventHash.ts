import { lastOf } from '../base/lists';
import { safely } from '../base/safely';
import { shortHash } from '../base/shortHash';
import { exceptionsOf, framesOf } from '../scope/exceptionsOf';
import type { Event, Exception } from '../wire/event';
import { DEFAULT } from './fingerprintRules';
import { templateText } from './templateText';

const MAX_TEXT = 2000;

const template = (text: unknown) => templateText(`${typeof text === 'string' ? text : ''}`.slice(0, MAX_TEXT));

/** By type and the calls in the application's own code; without any, by type and text. Neither lines nor folders count. */
function faceOf(exception: Exception): unknown[] {
  const calls = framesOf(exception)
    .filter(({ in_app }) => in_app)
    .map(frame => [frame.module ?? lastOf(`${frame.filename ?? ''}`.split(/[/\\]/)), frame.function]);
  return [exception.type, calls.length ? calls : template(exception.value)];
}

function faceOfEvent(event: Event): string {
  const fingerprint = event.fingerprint ?? [];
  const isOwn = fingerprint.length > 0 && !fingerprint.some(part => DEFAULT.test(part));
  const faces = exceptionsOf(event).map(faceOf);
  const rest = isOwn ? [] : [event.type, event.logentry?.message ?? template(event.message), faces];
  return JSON.stringify([fingerprint.filter(part => !DEFAULT.test(part)), rest]);
}

/**
 * Thirteen characters that are the same for every occurrence of an issue, whatever the release, host and values in its text; a guess at
 * how a server will group it. The fingerprint decides where there is one; `{{ default }}` in it stands for all the rest. Never throws.
 */
export function eventHash(event: Event): string {
  return shortHash(safely(() => faceOfEvent(event)) ?? '');
}
