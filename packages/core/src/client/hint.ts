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
/** Of a DOM element, what breadcrumbs are named by. The object is the page's own: cast it for the rest. */
export interface HintedElement {
  id?: string | undefined;
  tagName?: string | undefined;
  className?: string | undefined;
  innerText?: string | undefined;
  textContent?: string | null | undefined;
  ariaLabel?: string | null | undefined;
  dataset?: Record<string, string | undefined> | undefined;
  getAttribute?: ((name: string) => string | null) | undefined;
}
/** What a breadcrumb was made of. The objects are the runtime's own: cast them for what is not named here. */
export interface BreadcrumbHint {
  [key: string]: unknown;
  /** Of a click or a key. */
  event?: { type?: string | undefined; target?: HintedElement | null | undefined } | undefined;
  /** Of a request. */
  xhr?: { status?: number | undefined; statusText?: string | undefined; responseText?: string | undefined } | undefined;
  /** Of `fetch`: what it was called with. */
  input?: unknown[] | undefined;
  response?: { status?: number | undefined; statusText?: string | undefined; url?: string | undefined } | undefined;
}
/** May change the event, return another, or drop it with null; may be asynchronous. */
export interface EventProcessor {
  (event: Event, hint: EventHint): Event | null | PromiseLike<Event | null>;
  id?: string;
}
/** Of a request made by `fetch`; under Sentry's name. */
export interface FetchBreadcrumbHint extends BreadcrumbHint {}
