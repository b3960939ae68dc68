import { safely } from '@vigil/core';

/** As the page resolves it, with `<base>`; undefined where it is no URL. */
export function pageUrl(url: unknown): URL | undefined {
  return safely(() => new URL(url as string | URL, globalThis.document?.baseURI ?? globalThis.location?.href));
}

/** The same as text, and what is no URL as it is. */
export function absoluteUrl(url: unknown): string {
  return `${pageUrl(url) ?? url}`;
}
