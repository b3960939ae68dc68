import { type Client, safely } from '@vigil/core';
import { ownerOf } from './ownerOf';
import { type Ear, pageState } from './pageState';

/** Tells what happened. `files`: whose code it was, names of files, innermost first; asked only where that decides. */
export type Tell<T> = (happened: T, files: () => Array<string | undefined>) => void;

/**
 * Hears of a source of the page, which is patched once for all clients, of whatever copy of this package: by `install` of the first, until
 * the last has stopped. What happened is told to one client: its owner's, by the owner's own ear where it has one, else by the first; by
 * none where it is nobody's (`orphan` is told, once for each client of the page). Returns the stop.
 */
export function watchPage<T>(
  name: string,
  client: Client,
  heed: (happened: T, client: Client) => void,
  install: (tell: Tell<T>) => () => void,
  orphan?: (client: Client, happened: T) => void,
): () => void {
  const { sources } = pageState();
  sources[name] ??= { ears: [], undo: undefined };
  const source = sources[name];
  const ear = { client, heed } as Ear;
  source.ears.push(ear);
  source.undo ??= install((happened, files) =>
    safely(() => {
      const owner = ownerOf(files);
      if (owner) (source.ears.find(each => each.client === owner) ?? source.ears[0])?.heed(happened, owner);
      else if (orphan) for (const each of pageState().clients) orphan(each.client, happened);
    }),
  );
  return () => {
    source.ears = source.ears.filter(each => each !== ear);
    if (source.ears.length) return;
    source.undo?.();
    source.undo = undefined;
  };
}
