import { safely } from '@vigil/core';

/** As the browser asks for it. */
export function absoluteUrl(url: unknown): string {
  return safely(() => new URL(`${url}`, globalThis.document?.baseURI ?? globalThis.location?.href).href) ?? `${url}`;
}
