import type { Client } from '../client/clientTypes';
import { scrubUrl } from '../safe/scrubUrl';
import type { Hub } from '../scope/hub';
import type { Breadcrumb, SeverityLevel } from '../wire/event';

/** A request of ours from the moment its headers were written. */
export interface Outgoing {
  /** The caller's context: the answer may arrive in any other. */
  hub: Hub;
  url: string;
  method: string;
  /** Milliseconds of `performance.now()`. */
  startedAt: number;
}
/** Which breadcrumb it leaves, and which switch of `breadcrumbs` turns that off. */
export type OutgoingSource = 'http' | 'fetch' | 'xhr';
/** How it ended: a status, or an error before there was one. */
export interface Ending {
  status?: number | undefined;
  error?: unknown;
  requestSize?: unknown;
  responseSize?: unknown;
}

/** One breadcrumb for one outgoing request (protocol 5.7), with `duration` in milliseconds. Query values never enter it. */
export function leaveCrumb(source: OutgoingSource, { hub, url, method, startedAt }: Outgoing, ending: Ending, hint: object): void {
  if (!wanted(source, hub.getClient())) return;
  const { status, error } = ending;
  const data: Record<string, unknown> = {
    url: scrubUrl(url),
    [source === 'http' ? 'http.request.method' : 'method']: method,
    duration: Math.round(performance.now() - startedAt),
  };
  if (status !== undefined) data['status_code'] = status;
  else data['error'] = codeOf(error);
  putSize(data, 'request_body_size', ending.requestSize);
  putSize(data, 'response_body_size', ending.responseSize);
  const crumb: Breadcrumb = { category: source, type: 'http', data };
  const level = levelOf(status);
  if (level) crumb.level = level;
  hub.addBreadcrumb(crumb, { ...hint });
}

function wanted(source: OutgoingSource, client: Client | undefined): boolean {
  const switches = client?.getOptions().breadcrumbs;
  return !!client?.isEnabled() && switches !== false && switches?.[source] !== false;
}

function levelOf(status: number | undefined): SeverityLevel | undefined {
  if (status === undefined || status >= 500) return 'error';
  return status >= 400 ? 'warning' : undefined;
}

/** `ECONNREFUSED`, else the error's name, else how it looks when a request is thrown away without an error. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'aborted';
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(typeof code === 'string' ? code : (name ?? 'Error')).slice(0, 100);
}

function putSize(data: Record<string, unknown>, key: string, size: unknown): void {
  const bytes = typeof size === 'string' && size !== '' ? Number(size) : size;
  if (typeof bytes === 'number' && bytes >= 0) data[key] = bytes;
}
