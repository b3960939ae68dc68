import type { Envelope, TransportFactory, TransportResponse } from '@vigil/core';
import type { ReceivedEnvelope, ReceivedItem } from '../decodeEnvelope';
import type { FullAnswer, Planner } from '../plan';
import type { VirtualClock } from './virtualClock';

/** A transport that delivers into `receive` and answers as planned, in the time of the kit's clock. */
export function makeMemoryTransport(
  planner: Planner,
  clock: VirtualClock,
  receive: (envelope: ReceivedEnvelope) => void,
): TransportFactory {
  const inFlight = new Set<Promise<unknown>>();
  return ({ url }) => ({
    send(envelope) {
      const received = copyEnvelope(envelope);
      const items = received.items.map(item => String(item.headers.type));
      const answer = planner.next({ url, items, eventId: received.headers.event_id });
      receive(received);
      const answered = answerInTime(answer, clock);
      const done = answered.catch(() => undefined).finally(() => inFlight.delete(done));
      inFlight.add(done);
      return answered;
    },
    flush: timeout => flushAll([...inFlight], clock, timeout),
  });
}

async function flushAll(inFlight: Array<Promise<unknown>>, clock: VirtualClock, timeout = -1): Promise<boolean> {
  const all = Promise.all(inFlight).then(() => true);
  // Undefined, negative or NaN: until all are answered (api: flush).
  if (!(timeout >= 0)) return all;
  let cancel = () => {};
  const late = new Promise<boolean>(resolve => {
    cancel = clock.timer(() => resolve(false), timeout);
  });
  return Promise.race([all, late]).finally(() => cancel());
}

function answerInTime(answer: FullAnswer, clock: VirtualClock): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    if (answer.kind === 'hang') return;
    const settle = () => {
      if (answer.kind === 'reset') reject(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
      else resolve({ statusCode: answer.status, headers: answer.headers });
    };
    const ms = answer.delayMs + answer.dripMs * answer.body.length;
    if (ms > 0) clock.timer(settle, ms);
    else settle();
  });
}

/** What a server would read: JSON made and parsed again, so that nothing the sender does later changes it. */
function copyEnvelope([headers, items]: Envelope): ReceivedEnvelope {
  return { headers: { ...headers }, items: items.map(copyItem) };
}

function copyItem([headers, payload]: Envelope[1][number]): ReceivedItem {
  if (payload instanceof Uint8Array) return { headers: { ...headers }, payload: new Uint8Array(payload), bytes: payload.length };
  const text = typeof payload === 'string' ? payload : (JSON.stringify(payload) ?? '');
  return { headers: { ...headers }, payload: parse(text), bytes: new TextEncoder().encode(text).length };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
