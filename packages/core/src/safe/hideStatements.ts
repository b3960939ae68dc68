import { isObject } from '../base/guards';
import { safely } from '../base/safely';
import type { Breadcrumb, Event } from '../wire/event';
import type { SpanJSON } from '../wire/spanJson';
import { hideLiterals } from './hideLiterals';

type Fields = Record<string, unknown>;

const QUERY = /^(?:query|sql|db)(?:$|[._])/;
const STATEMENT = /^(?:sql|query|statement|db\.(?:statement|query\.text))$/;
export const PARAMETERS = /^(?:params?|parameters|values|bindings|db\.query\.parameter(?:$|\..*|s))$/;

function hideIn(data: unknown, isQuery: boolean): unknown {
  if (!isObject(data)) return data;
  const hidden: Fields = { ...data };
  for (const [key, value] of Object.entries(hidden)) {
    if (!isQuery && !key.startsWith('db.')) continue;
    if (PARAMETERS.test(key)) hidden[key] = '[Filtered]';
    else if (STATEMENT.test(key) && typeof value === 'string') hidden[key] = hideLiterals(value);
  }
  return hidden;
}

/** A breadcrumb, a span or the trace context: `text` is where its statement stands. The same object when there is none. */
function hideOf<T>(given: T, text: 'message' | 'description'): T {
  if (!isObject(given)) return given;
  const part = given as Fields;
  const kind = part['category'] ?? part['op'];
  const isQuery = typeof kind === 'string' && QUERY.test(kind);
  const { data, [text]: said } = part;
  if (!isQuery && !(isObject(data) && Object.keys(data).some(key => key.startsWith('db.')))) return given;
  return { ...part, data: hideIn(data, isQuery), ...(isQuery && typeof said === 'string' && { [text]: hideLiterals(said) }) } as T;
}
/** More spans or breadcrumbs do not fit into what is sent; a list may claim to have billions. */
const MAX_ENTRIES = 10_000;

/** What throws when it is read becomes a marker at the gate. */
const hideEach = (list: unknown[], text: 'message' | 'description') =>
  list.slice(0, MAX_ENTRIES).map(each => safely(() => hideOf(each, text)) ?? each);

/** The event with `?` for the literals of SQL statements and without their parameters: breadcrumbs of queries, spans, the trace context. */
export function hideStatements(event: Event): Event {
  return (
    safely(() => {
      const { breadcrumbs, spans, contexts } = event;
      const trace: unknown = contexts?.trace;
      const hidden: Event = {};
      if (Array.isArray(breadcrumbs)) hidden.breadcrumbs = hideEach(breadcrumbs, 'message') as Breadcrumb[];
      if (Array.isArray(spans)) hidden.spans = hideEach(spans, 'description') as SpanJSON[];
      if (isObject(trace) && (trace as Fields)['data']) hidden.contexts = { ...contexts, trace: hideOf(trace, 'description') as never };
      return Object.keys(hidden).length ? { ...event, ...hidden } : event;
    }) ?? event
  );
}
