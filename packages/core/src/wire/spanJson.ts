/** A span of a transaction. */
export interface SpanJSON {
  /** 32 lower hex. */
  trace_id: string;
  /** 16 lower hex, as `parent_span_id`. */
  span_id: string;
  parent_span_id?: string;
  /** Seconds since the epoch, as `timestamp`, its end; 0: nothing is recorded. */
  start_timestamp: number;
  timestamp?: number;
  op?: string;
  description?: string;
  status?: string;
  origin?: string;
  data: Record<string, unknown>;
}
