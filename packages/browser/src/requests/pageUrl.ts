import { safely } from '@vigil/core';

/** As the page resolves it, with `<base>`; undefined where it is no URL. */
export function pageUrl(url: string): URL | undefined {
  return safely(() => new URL(url, globalThis.document?.baseURI ?? globalThis.location?.href));
}
