import type { StackFrame } from '@vigil/core';
import { fileName } from '../fileName';

/** What an `ErrorEvent` says of where it happened, as a frame; undefined when it says nothing. */
export function placeOf({ filename, lineno, colno }: { filename?: unknown; lineno?: unknown; colno?: unknown }): StackFrame | undefined {
  if (typeof filename !== 'string' || !filename) return undefined;
  return { filename: fileName(filename), function: '?', in_app: true, ...positive('lineno', lineno), ...positive('colno', colno) };
}

/** 0 is unknown. */
function positive(key: 'lineno' | 'colno', value: unknown): Partial<StackFrame> {
  return typeof value === 'number' && value > 0 ? { [key]: value } : {};
}
