import { makeFetchTransport as coreTransport, headersPerSend, quietly, type Transport, type TransportOptions } from '@vigil/core';

/**
 * The fetch transport of core, unseen by other tracers of the process, whose `headers` may also be a function, sync or async, that is asked
 * before each send.
 */
export function makeFetchTransport(options: TransportOptions): Transport {
  return headersPerSend(create, options);
}

function create(options: TransportOptions): Transport {
  const { send, flush } = coreTransport(options);
  return { send: envelope => quietly(() => send(envelope)), flush };
}
