import { bodySize, leaveCrumb, mergedHeaders, type Outgoing, outgoingTraceHeaders, parseBaggage } from '@vigil/core';
import { isOwnRequest } from './isOwnRequest';
import type { PageRequest } from './pageRequest';
import { absoluteUrl } from './pageUrl';

type SetHeader = (name: string, value: string) => void;

/** What is known of one XMLHttpRequest, which may be opened and sent any number of times. */
export interface XhrState {
  /** It is about to be opened. */
  open(method: unknown, url: unknown, isSync: boolean): void;
  /** The application set a header. */
  setHeader: SetHeader;
  begin(request: PageRequest, body: unknown, setHeader: SetHeader): void;
  /** `send` did. */
  threw(error: unknown): void;
}

// a synchronous one has no `progress`, and fires `load` before `send` returns
const ENDINGS = ['progress', 'readystatechange', 'load', 'error', 'abort', 'timeout'];

export function createXhrState(xhr: XMLHttpRequest): XhrState {
  let method = '';
  let url = '';
  let isSync = false;
  let headers: Record<string, string> = {};
  let outgoing: Outgoing | undefined;
  let input: unknown;
  let responseSize: number | undefined;

  function end(status: number | undefined, error?: unknown): void {
    if (!outgoing) return;
    leaveCrumb('xhr', outgoing, { status, error, requestSize: bodySize(input), responseSize }, { xhr, input });
    outgoing = input = undefined;
  }
  function note({ type, loaded }: ProgressEvent): void {
    // opened again by a listener before ours: this is about the request before
    if (xhr.readyState === 1) return;
    if (loaded !== undefined) responseSize = loaded;
    // before `load`, where the page handles its answer and may fail
    if (type === 'readystatechange') {
      if (xhr.readyState === 4 && xhr.status && !isSync) end(xhr.status);
    } else if (type === 'load') end(xhr.status);
    else if (type !== 'progress') end(undefined, { name: type });
  }
  for (const type of ENDINGS) xhr.addEventListener(type, note as (event: Event) => void);

  return {
    open(newMethod, newUrl, sync) {
      // in a listener of the page that comes before ours
      if (xhr.readyState === 4) end(xhr.status || undefined, { name: globalThis.event?.type });
      method = String(newMethod).toUpperCase();
      url = absoluteUrl(newUrl);
      isSync = sync;
      headers = {};
      outgoing = responseSize = undefined;
    },
    setHeader(name, value) {
      const key = String(name).toLowerCase();
      headers[key] = headers[key] === undefined ? String(value) : `${headers[key]}, ${value}`;
    },
    begin({ hub, breadcrumbs, tracePropagation }, body, set) {
      if (!hub?.getClient()?.isEnabled() || outgoing || xhr.readyState !== 1 || isOwnRequest(url)) return;
      if (breadcrumbs) {
        outgoing = { hub, url, method, startedAt: performance.now() };
        input = body;
      }
      // what it throws (React Native has a `URL` without an origin) costs no breadcrumb
      if (tracePropagation) hub.run(() => addTrace(url, headers, set));
    },
    threw(error) {
      if (isSync) end(undefined, error);
    },
  };
}

/** A header that is set again is joined to what is there: the application's own entries stay, ours come after. */
function addTrace(url: string, there: Record<string, string>, set: SetHeader): void {
  const ours = there['sentry-trace'] === undefined && outgoingTraceHeaders(url);
  if (!ours) return;
  const { baggage, ...rest } = mergedHeaders(ours, name => there[name]);
  for (const name of Object.keys(rest)) set(name, rest[name]!);
  if (ours.baggage && !parseBaggage(there['baggage']).sentry) set('baggage', ours.baggage);
}
