import { wellFormed } from '../base/wellFormed';
import { type ContainerType, containerItem } from '../wire/container';
import { categoryOf } from '../wire/envelope';
import type { Core } from './core';
import { bump } from './ledger';
import { ownEnvelope } from './ownEnvelope';

// protocol 18 and 19: in one item
const MOST: Record<ContainerType, number> = { log: 100, trace_metric: 1000 };
/** In characters, each of three bytes at most: servers take 2 MiB of logs and 1 MiB of metrics. */
const MAX_LENGTH: Record<ContainerType, number> = { log: 690_000, trace_metric: 340_000 };
/** The same of a page: when it is left it can take 60 kB along, of both kinds where letters have one byte. */
const MAX_PAGE_LENGTH = 20_000;
const DELAY_MS = 5000;

/**
 * Gathers entries of one kind, which leave in one item: 100 logs, 1,000 metrics or what a server takes (of a page what outlives it), 5 s after
 * the first, at `flush()`, `close()` and the end of the process. From the first moment they are in the books as pending. Takes an entry's JSON.
 */
export function createBatch({ client, platform, stats, timer }: Core, type: ContainerType, flush: string): (json: string) => void {
  const category = categoryOf(type);
  const maxLength = platform.server ? MAX_LENGTH[type] : MAX_PAGE_LENGTH;
  let texts: string[] = [];
  let size = 0;
  let cancel: (() => void) | undefined;

  const count = (by: number) => {
    bump(stats.captured, category, by);
    bump(stats.pending, category, by);
  };
  function send(): void {
    cancel?.();
    cancel = undefined;
    const { length } = texts;
    if (!length) return;
    const item = containerItem(type, texts);
    texts = [];
    size = 0;
    // whoever takes them counts them
    count(-length);
    if (client.isEnabled()) void client.sendEnvelope(ownEnvelope(client, item));
    else client.lose('disabled', category, length);
  }
  // `report` comes before what is unsent is handed over; `flush` reaches those too who wait for consent
  for (const hook of ['report', 'flush', flush]) client.on(hook, send);

  return json => {
    const text = wellFormed(json);
    if (size + text.length > maxLength) send();
    texts.push(text);
    size += text.length;
    count(1);
    if (texts.length >= MOST[type]) send();
    else cancel ??= timer(send, DELAY_MS);
    // where a host freezes the process once a request is answered
    client.emit('hold');
  };
}
