import { type Client, carrier } from '@vigil/core';

/** A patch, or a listener, of the page that all clients hear by. */
export interface Source {
  ears: Ear[];
  undo: (() => void) | undefined;
}
export interface Ear {
  client: Client;
  /** What happened, for the client it belongs to: mostly this ear's own. */
  heed(happened: unknown, client: Client): void;
}

/** What all copies of this package on one page share. */
export interface PageState {
  /** In the order they were made. */
  clients: Owner[];
  sources: Record<string, Source>;
  /** Requests of ours that outlive the page. */
  flying: { bytes: number; requests: number };
  /** What was told already and comes by the page's error handler next: of a callback what it threw, of a worker the message alone. */
  rethrown?: { error: unknown; message?: string } | undefined;
}
/** A client with what it says to be its own. */
export interface Owner {
  client: Client;
  frames: Array<string | RegExp>;
  /** Takes what belongs to nobody. */
  isFallback: boolean;
}

export function pageState(): PageState {
  const slot = carrier();
  slot.shared ??= {};
  slot.shared['page'] ??= { clients: [], sources: {}, flying: { bytes: 0, requests: 0 } } satisfies PageState;
  return slot.shared['page'] as PageState;
}
