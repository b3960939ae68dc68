import { safely } from '@vigil/core';

/** 32 KiB. */
const MIN_LENGTH = 32_768;

async function sendCompressed(native: typeof fetch, url: string, init: RequestInit): Promise<Response> {
  const compressed = new Blob([init.body as BlobPart]).stream().pipeThrough(new CompressionStream('gzip'));
  const body = await new Response(compressed).arrayBuffer();
  return native(url, { ...init, body, headers: { ...(init.headers as Record<string, string>), 'content-encoding': 'gzip' } });
}

/**
 * A `fetch` that compresses bodies over 32 KiB to the page's own origin: to any other the header that says so costs a preflight. Not of
 * requests that outlive the page, and not while it is hidden: compressing takes turns that a page at its end does not have.
 */
export function gzipFetch(native: typeof fetch): typeof fetch {
  return (input, init) => {
    const url = String(input);
    const size = (init?.body as string | Uint8Array | undefined)?.length ?? 0;
    const isOwn = safely(() => new URL(url, location.href).origin === location.origin);
    const isSeen = globalThis.document?.visibilityState !== 'hidden';
    const mayCompress = init && size > MIN_LENGTH && isOwn && isSeen && 'CompressionStream' in globalThis && !init.keepalive;
    return mayCompress ? sendCompressed(native, url, init) : native(input, init);
  };
}
