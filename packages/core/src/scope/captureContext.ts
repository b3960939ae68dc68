import { safely } from '../base/safely';
import type { EventHint, EventProcessor } from '../client/hint';
import type { Contexts } from '../wire/contexts';
import type { Attachment, Breadcrumb, Extras, Primitive, SeverityLevel, User } from '../wire/event';
import type { Scope } from './scope';

export interface ScopeContext {
  user: User;
  level: SeverityLevel;
  extra: Extras;
  contexts: Contexts;
  tags: Record<string, Primitive>;
  attributes: Record<string, unknown>;
  fingerprint: string[];
  transactionName: string;
  breadcrumbs: Breadcrumb[];
  attachments: Attachment[];
  eventProcessors: EventProcessor[];
}
/** What one capture adds: scope data, a scope, or a function that changes a fork of the current scope. */
export type CaptureContext = Scope | { [Key in keyof ScopeContext]?: ScopeContext[Key] | undefined } | ((scope: Scope) => unknown);

/** What a capture takes beside the error. */
export type ExclusiveEventHintOrCaptureContext = EventHint | CaptureContext;

/** `captureException(error, x)`: x may be a hint or a capture context; told apart by its keys, as Sentry does. */
export function toHint(given: EventHint | CaptureContext | undefined): EventHint | undefined {
  const keys = ['user', 'level', 'extra', 'contexts', 'tags', 'fingerprint', 'transactionName', 'getScopeData'];
  // what is no object has no keys, and says so by throwing
  const isContext = given && (typeof given === 'function' || safely(() => keys.some(key => key in given)));
  return isContext ? { captureContext: given as CaptureContext } : (given as EventHint);
}
