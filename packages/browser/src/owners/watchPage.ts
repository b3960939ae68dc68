import { type Client, safely } from '@vigil/core';
import { ownerOf } from './ownerOf';
import { type Ear, pageState, type Source } from './pageState';

/** Tells what happened. `files`: whose code it was, names of files, innermost first; asked only where that decides. */
export type Tell<T> = (happened: T, files: () => Array<string | undefined>) => void;

/**
 * Hears of a source of the page, which is patched once for all clients, of whatever copy of this package: by `install` of the first, until
 * the last has stopped. What happened is told for one client, its owner: by the owner's own ears where it has any, else by those of the first
 * that listens; by none where it is nobody's (`orphan` is told, once for each client of the page). Returns the stop.
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
  source.undo ??= installed(source, install, orphan);
  return () => {
    source.ears = source.ears.filter(each => each !== ear);
    if (source.ears.length) return;
    source.undo?.();
    source.undo = undefined;
  };
}

function installed<T>(source: Source, install: (tell: Tell<T>) => () => void, orphan?: (client: Client, happened: T) => void): () => void {
  // where somebody patched over us, our function stays: a later patch must not tell the same a second time
  let stands = true;
  const undo = install((happened, files) =>
    safely(() => {
      const { ears } = source;
      if (!stands || !ears[0]) return;
      const owner = ownerOf(files);
      if (owner) {
        const hearing = ears.some(each => each.client === owner) ? owner : ears[0].client;
        for (const ear of ears) if (ear.client === hearing) ear.heed(happened, owner);
      } else if (orphan) for (const each of pageState().clients) orphan(each.client, happened);
    }),
  );
  return () => {
    stands = false;
    undo();
  };
}
