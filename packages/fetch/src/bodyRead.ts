import { type BodyTap, safely, tapChunk } from '@vigil/core';

/** What the application read of a request's body, as it got it. */
export interface BodyRead {
  how: string;
  value: unknown;
  /** Of `Content-Length`; NaN where it does not say. */
  bytes: number;
}

const READERS = ['text', 'json', 'formData', 'arrayBuffer', 'bytes'] as const;

/** Notes what the application itself reads of this body; nothing is read, cloned or awaited for it. The stream `body` passes unseen. */
export function noteReads(request: Request, note: (read: BodyRead) => void, limit: number): void {
  const bytes = Number(request.headers.get('content-length') ?? Number.NaN);
  for (const how of READERS) {
    const original = (request as unknown as Record<string, unknown>)[how];
    if (typeof original !== 'function') continue;
    const value = function (this: unknown, ...args: unknown[]): unknown {
      const result: unknown = Reflect.apply(original, this, args);
      if (!(result instanceof Promise)) return result;
      return result.then((read: unknown) => {
        // bytes may be overwritten or handed on: what is kept of them is a copy
        safely(() => note({ how, value: isBytes(read) ? tapChunk(undefined, new Uint8Array(read as ArrayBuffer), limit) : read, bytes }));
        return read;
      });
    };
    safely(() => Object.defineProperty(request, how, { value, configurable: true, writable: true }));
  }
}

/** The first `limit` bytes of it; undefined where it is no text. */
export function tapOf({ how, value, bytes }: BodyRead, limit: number): BodyTap | undefined {
  const text = how === 'json' ? JSON.stringify(value) : how === 'formData' ? formText(value) : value;
  const tap = typeof text === 'string' ? tapChunk(undefined, text, limit) : (value as BodyTap | undefined);
  return tap && how === 'formData' && bytes >= 0 ? { ...tap, total: bytes } : tap;
}

function isBytes(value: unknown): boolean {
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

/** The fields of a form that are text, as a form is encoded. */
function formText(form: unknown): string {
  const fields = [...(form as Iterable<[string, unknown]>)].filter((each): each is [string, string] => typeof each[1] === 'string');
  return new URLSearchParams(fields).toString();
}
