/** What an incoming trace header says. */
export interface TraceParent {
  /** 32 lower hex. */
  traceId: string;
  /** 16 lower hex. */
  parentSpanId: string;
  /** Absent while nobody has decided. */
  sampled?: boolean;
}

/** Reads a header by a grammar of three groups: trace id, span id, flags as one hex digit. Blanks around the header do not count. */
export function parseParent(text: unknown, grammar: RegExp): TraceParent | undefined {
  const [, traceId, parentSpanId, flags] = (typeof text === 'string' && grammar.exec(text.trim())) || [];
  return traceId && parentSpanId ? { traceId, parentSpanId, sampled: flags ? parseInt(flags, 16) % 2 > 0 : undefined } : undefined;
}

/**
 * `<trace id>-<span id>[-0|-1]` (protocol 13.1). Anything else is undefined, and so are ids of zeros alone, which no server takes. Never
 * throws.
 */
export function parseSentryTrace(text: unknown): TraceParent | undefined {
  return parseParent(text, /^(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})(?:-([01]))?$/);
}

export function formatSentryTrace(traceId: string, spanId: string, sampled?: boolean): string {
  return `${traceId}-${spanId}${sampled === undefined ? '' : `-${+sampled}`}`;
}
