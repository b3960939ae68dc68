import { safely } from '../base/safely';
import { utf8Length } from '../base/utf8Length';
import { normalize } from '../safe/normalize';
import { globalLayer } from '../scope/globalLayer';
import { getCurrentHub, type Hub } from '../scope/hub';
import { readTrace } from '../scope/traceCell';
import { formatBaggage } from '../trace/baggage';
import { dscOf, outgoingHeaders } from '../trace/propagation';
import type { Carrier } from './carrierTypes';

/** True: all, a list: those of these names, false: none. */
export interface InjectOptions {
  /** Fields of the user. Default `['id']`. */
  user?: boolean | string[] | undefined;
  /** Default false. */
  tags?: boolean | string[] | undefined;
}

const MAX_BYTES = 4096;
/** Leaves room for a trace and a user. */
const MAX_BAGGAGE = 3500;

/**
 * What a message takes along so that its consumer goes on in this trace, for this user: give it to `runWithCarrier`, or to `wrapHandler` as
 * `carrier`. Plain JSON of at most 4,096 bytes; what does not fit is left out, tags before fields of the user. Without an enabled client
 * only its version. Never throws.
 */
export function inject(options: InjectOptions = {}): Carrier {
  return safely(() => made(getCurrentHub(), options)) ?? { v: 1 };
}

function made(hub: Hub, { user = ['id'], tags = false }: InjectOptions): Carrier {
  const carrier: Carrier = { v: 1, ...headersOf(hub) };
  if (!hub.getClient()?.isEnabled()) return carrier;
  let room = MAX_BYTES - utf8Length(JSON.stringify(carrier)) - ',"user":{},"tags":{}'.length;
  const fitting = (entries: Array<[string, unknown]>): Array<[string, never]> =>
    entries.filter((entry): entry is [string, never] => {
      const bytes = utf8Length(JSON.stringify(Object.fromEntries([entry])));
      const fits = bytes <= room;
      if (fits) room -= bytes;
      return fits;
    });
  const [users, tagged] = [fitting(chosen(hub, 'user', user)), fitting(chosen(hub, 'tags', tags).map(([key, tag]) => [key, String(tag)]))];
  if (users.length) carrier.user = Object.fromEntries(users);
  if (tagged.length) carrier.tags = Object.fromEntries(tagged);
  return carrier;
}

function headersOf(hub: Hub): Partial<Carrier> {
  const client = hub.getClient();
  const cell = hub.traceCell();
  if (!client?.isEnabled() || cell.suppressed) return {};
  const propagation = readTrace(cell, client);
  const headers = outgoingHeaders(propagation, client.identity);
  if (headers.baggage && headers.baggage.length > MAX_BAGGAGE) {
    // the short entries are those by which a trace is known
    const entries = Object.entries(dscOf(propagation, client.identity)).sort(([, a], [, b]) => a.length - b.length);
    while (formatBaggage(Object.fromEntries(entries)).length > MAX_BAGGAGE) entries.pop();
    headers.baggage = formatBaggage(Object.fromEntries(entries));
  }
  return headers;
}

/** Of what is set now, the entries asked for, as JSON has them. A user of the whole process is nobody's in a request or job. */
function chosen(hub: Hub, part: 'user' | 'tags', which: unknown): Array<[string, unknown]> {
  if (which !== true && !Array.isArray(which)) return [];
  const isolation = hub.getIsolationScope();
  const merged: Record<string, unknown> = { ...globalLayer(isolation)[part], ...isolation.read()[part], ...hub.getScope().read()[part] };
  const asked = Object.entries(merged).filter(([key]) => which === true || which.includes(key));
  return Object.entries(normalize(Object.fromEntries(asked)) ?? {}).filter(([, value]) => value !== null && value !== undefined);
}
