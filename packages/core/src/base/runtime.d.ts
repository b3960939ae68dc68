// The few names that every JavaScript runtime has. Core compiles against ES2022 and this file alone, so that a DOM or
// Node name in core is a compile error and not a crash on somebody's edge worker.

declare function setInterval(callback: () => void, ms?: number): unknown;
declare function clearInterval(timer: never): void;
declare function setTimeout(callback: () => void, ms?: number): unknown;
declare function clearTimeout(timer: unknown): void;
declare function queueMicrotask(callback: () => void): void;

declare const crypto: { getRandomValues<T extends Uint8Array>(array: T): T } | undefined;

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}
declare class URLSearchParams {
  constructor(query: string);
  [Symbol.iterator](): Iterator<[string, string]>;
}
declare class URL {
  constructor(url: string, base?: string);
  protocol: string;
  hostname: string;
  host: string;
  origin: string;
  pathname: string;
  search: string;
  hash: string;
  username: string;
  password: string;
  href: string;
}

declare const console: Record<'debug' | 'info' | 'log' | 'warn' | 'error', (...args: unknown[]) => void>;

declare const performance: { now(): number };

declare const AbortSignal: { timeout?(ms: number): object };
