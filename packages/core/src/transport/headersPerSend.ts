import { isObject } from '../base/guards';
import { within } from '../base/within';
import type { HeaderSource, Transport, TransportFactory, TransportOptions } from '../wire/envelopeTypes';

type Headers = Record<string, string>;

const PATIENCE_MS = 5_000;

/** What each function gave last, for whoever cannot wait for it. */
const latest: WeakMap<object, Headers> = new WeakMap();

/** The headers of `transportOptions.headers`: of a function, what it gives now. Never rejects. */
export async function headersOf(source: HeaderSource | undefined, warn?: TransportOptions['warn']): Promise<Headers> {
  if (typeof source !== 'function') return source ?? {};
  try {
    const given = await within(source(), PATIENCE_MS);
    if (!isObject(given)) throw new TypeError(`it gave ${given === null ? 'null' : typeof given}`);
    latest.set(source, given as Headers);
    return given as Headers;
  } catch (error) {
    warn?.('V053', 'headers', String(error ?? `no answer within ${PATIENCE_MS} ms`));
    return {};
  }
}

/**
 * The transport of `create` where `options.headers` may be a function, sync or async: it is asked before each send, so that a token may
 * change. One that throws, rejects, gives no object or takes over five seconds: sent without, V053.
 */
export function headersPerSend(create: TransportFactory, options: TransportOptions): Transport {
  const { headers: source, warn } = options;
  if (typeof source !== 'function') return create(options);
  const headers: Headers = {};
  const transport = create({ ...options, headers });
  return {
    flush: timeout => transport.flush(timeout),
    async send(envelope) {
      const next = await headersOf(source, warn);
      for (const name of Object.keys(headers)) delete headers[name];
      Object.assign(headers, next);
      return transport.send(envelope);
    },
  };
}

/** What can be had of them at once: of an async function what it gave last. Never throws. */
export function headersNow(source: HeaderSource | undefined): Headers {
  if (typeof source !== 'function') return source ?? {};
  try {
    const given: unknown = source();
    if (!(given instanceof Promise)) return isObject(given) ? (given as Headers) : {};
    given.catch(() => {});
  } catch {
    // the latest will do
  }
  return latest.get(source) ?? {};
}
