import { parseParent, type TraceParent } from './sentryTrace';

/**
 * W3C Trace Context: `<version>-<trace id>-<parent id>-<flags>`. Version 00 ends there; a later one may go on after a dash and is read as
 * far as 00 goes; ff is none. Anything else is undefined, and so are ids of zeros alone. Never throws.
 */
export function parseTraceparent(text: unknown): TraceParent | undefined {
  return parseParent(text, /^(?!ff|00.{54})[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-[\da-f]([\da-f])(?:-|$)/);
}

/** Version 00. W3C knows no open decision: it goes as not sampled (protocol 13.1). */
export function formatTraceparent(traceId: string, spanId: string, sampled?: boolean): string {
  return `00-${traceId}-${spanId}-0${+!!sampled}`;
}
