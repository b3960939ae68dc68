import { makeFetchTransport as coreTransport, headersPerSend, type Transport, type TransportOptions } from '@vigil/core';

/** The fetch transport of core, whose `headers` may also be a function, sync or async, that is asked before each send. */
export function makeFetchTransport(options: TransportOptions): Transport {
  return headersPerSend(coreTransport, options);
}
