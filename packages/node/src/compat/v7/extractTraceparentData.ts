import { deprecated } from './deprecated';

export interface TraceparentData {
  /** 32 lower hex. */
  traceId: string;
  /** 16 lower hex. */
  parentSpanId: string;
  /** Undefined: left to whoever continues the trace. */
  parentSampled: boolean | undefined;
}

/** What stands in a `sentry-trace` header; undefined for anything else. */
export function extractTraceparentData(header?: string): TraceparentData | undefined {
  deprecated('extractTraceparentData', 'use continueTrace(); requests continue their trace by themselves');
  const [, traceId, parentSpanId, sampled] = /^([\da-f]{32})-([\da-f]{16})(?:-([01]))?$/.exec(String(header).trim()) ?? [];
  return traceId && parentSpanId ? { traceId, parentSpanId, parentSampled: sampled ? sampled === '1' : undefined } : undefined;
}
