import type { Integration } from '@vigil/core';

const V8_DEFAULT = 10;

/**
 * Makes V8 record up to `limit` frames (default 50, what servers keep: protocol 5.3). A limit that somebody set stays. Returns the
 * undo, which leaves a limit set since alone.
 */
export function startStackTraceLimit(limit = 50): () => void {
  if (Error.stackTraceLimit !== V8_DEFAULT || !(limit > V8_DEFAULT)) return () => {};
  try {
    Error.stackTraceLimit = limit;
  } catch {
    // frozen intrinsics
    return () => {};
  }
  return () => {
    if (Error.stackTraceLimit === limit) Error.stackTraceLimit = V8_DEFAULT;
  };
}

/**
 * Longer stacks: V8 records ten frames, servers keep fifty. Not on by default, because the application's own stderr
 * would show the longer stacks too.
 */
export function stackTraceLimitIntegration(options?: number | { limit?: number | undefined }): Integration {
  const limit = typeof options === 'number' ? options : options?.limit;
  return { name: 'StackTraceLimit', setup: () => startStackTraceLimit(limit) };
}
