import type { CaptureContext } from '../scope/captureContext';
import type { Attachment, Event, Mechanism } from '../wire/event';

/** What comes along with a capture: shown to hooks and processors, never serialised. */
export interface EventHint {
  event_id?: string | undefined;
  captureContext?: CaptureContext | undefined;
  mechanism?: Partial<Mechanism> | undefined;
  syntheticException?: Error | null | undefined;
  originalException?: unknown;
  attachments?: Attachment[] | undefined;
  /** An error to link as the last cause of what was captured, which stays as it is. */
  cause?: Error | undefined;
  data?: unknown;
  integrations?: string[] | undefined;
  /** True: `explain` asks, nothing will be sent. For hooks that remember events. */
  explained?: boolean | undefined;
}
export type BreadcrumbHint = Record<string, unknown>;
/** May change the event, return another, or drop it with null; may be asynchronous. */
export interface EventProcessor {
  (event: Event, hint: EventHint): Event | null | PromiseLike<Event | null>;
  id?: string;
}
