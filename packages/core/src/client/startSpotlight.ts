import { within } from '../base/within';
import { originalOf } from '../base/wrap';
import { serializeEnvelope } from '../wire/envelope';
import type { Envelope, EnvelopeItem } from '../wire/envelopeTypes';
import { httpOutcome } from '../wire/httpOutcome';
import type { Core } from './core';
import { createPatience } from './createPatience';

const TIMEOUT_MS = 2000;

const started = new WeakMap<Core['client'], Set<string>>();

/** A file is read when its event leaves: before, its item has a length and no bytes. */
const isUnread = ([{ length }, payload]: EnvelopeItem) => payload === '' && !!length;

type AnyFetch = (...args: never[]) => unknown;

/** Requests to the sidecar go round what this client, or another, made of `fetch`. */
export function plainFetch(): AnyFetch | undefined {
  const { fetch } = globalThis as { fetch?: AnyFetch };
  return fetch && originalOf(fetch);
}

/**
 * Shows a Spotlight sidecar every envelope of this client, as it leaves and whatever the server then says of it; attachments by path apart.
 * The host never waits for it, but `flush()` does, 2 s at most. After three failures in a row it is left alone, with one warning. At process
 * end the hook `unshown` hands over what it has not answered for. Returns the stop.
 */
export function startSpotlight({ client, now, platform, timer }: Core, url: string): () => void {
  const urls = started.get(client) ?? new Set();
  started.set(client, urls);
  if (urls.has(url) || !platform.transport) return () => {};
  urls.add(url);
  const transport = platform.transport({ url, proxy: false, compressAbove: Infinity, timeoutMs: TIMEOUT_MS, fetch: plainFetch() });
  const pending = new Map<Envelope, Promise<void>>();
  const isOver = createPatience();
  let isLeft = false;

  async function show(envelope: Envelope): Promise<void> {
    // a turn later: capturing stays cheap, and a sidecar that was given up meanwhile is left alone
    await undefined;
    const answer = isLeft ? undefined : await Promise.resolve(transport.send(envelope)).catch(() => ({ statusCode: 0 }));
    pending.delete(envelope);
    if (!answer || isLeft) return;
    isLeft = isOver(httpOutcome(answer.statusCode) !== 'sent');
    if (!isLeft) return;
    client.warn('V060', url);
    stop();
  }
  const off = client.on('beforeEnvelope', ([headers, items]: Envelope) => {
    const sent_at = new Date(now()).toISOString();
    const envelope: Envelope = [{ ...headers, sent_at }, items.filter(item => !isUnread(item))];
    pending.set(envelope, show(envelope));
  });
  const offExit = client.on('exit', () => {
    if (pending.size)
      client.emit(
        'unshown',
        url,
        Array.from(pending.keys(), envelope => serializeEnvelope(envelope)),
      );
  });
  const { drain } = client;
  client.drain = async timeout => {
    const drained = drain(timeout);
    const limit = timeout !== undefined && timeout >= 0 ? Math.min(timeout, TIMEOUT_MS) : TIMEOUT_MS;
    // what is late is not waited for
    const shown = within(Promise.all(pending.values()), limit, timer).catch(() => {});
    client.emit('wait', shown);
    await shown;
    return drained;
  };
  const stop = () => {
    urls.delete(url);
    off();
    offExit();
  };
  return stop;
}
