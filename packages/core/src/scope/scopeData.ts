import type { EventProcessor } from '../client/hint';
import type { PropagationContext } from '../trace/propagation';
import type { Contexts } from '../wire/contexts';
import type { Attachment, Breadcrumb, Extras, Primitive, SeverityLevel, User } from '../wire/event';
import type { Trail } from './breadcrumbs';

export interface Maps {
  user: User;
  tags: Record<string, Primitive>;
  extra: Extras;
  contexts: Contexts;
  attributes: Record<string, unknown>;
  sdkProcessingMetadata: Record<string, unknown>;
}
export interface Lists {
  fingerprint: string[];
  attachments: Attachment[];
  eventProcessors: EventProcessor[];
}
interface Rest {
  level: SeverityLevel | undefined;
  transactionName: string | undefined;
  session: object | undefined;
  lastEventId: string | undefined;
  trail: Trail | undefined;
}
/** What was set; never changed in place, so that a fork shares it. */
export type State = Partial<Maps & Lists & Rest>;

/** What a scope says of parts that nobody set. Its kind is how a part is set: maps merge, lists are joined, the rest is replaced. */
export const EMPTY: Maps & Lists = {
  user: {},
  tags: {},
  extra: {},
  contexts: {},
  attributes: {},
  sdkProcessingMetadata: {},
  fingerprint: [],
  attachments: [],
  eventProcessors: [],
};

export interface ScopeData extends Maps, Lists {
  level?: SeverityLevel | undefined;
  transactionName?: string | undefined;
  breadcrumbs: Breadcrumb[];
  propagationContext: PropagationContext;
  /** The platform's own request object, by reference; never serialised. */
  request: object | undefined;
}
