import type { SpanStatus } from '@vigil/node';
import { UnrecordedSpan } from '../../later/span';

export interface TransactionContext {
  name?: string;
  op?: string;
  description?: string;
  /** 32 lower hex: the trace to belong to. Default: that of now. */
  traceId?: string;
  status?: string;
  tags?: Record<string, unknown>;
  data?: Record<string, unknown>;
  metadata?: Record<string, unknown>;
  [key: string]: unknown;
}

/** v7's transaction, and its spans: belongs to a trace, and is never sent. */
export class Transaction extends UnrecordedSpan {
  name: string;
  op: string | undefined;
  description: string | undefined;
  status: string | undefined;
  tags: Record<string, unknown>;
  data: Record<string, unknown>;
  /** Nothing is recorded, so nothing that is called may record either. */
  sampled = false;

  constructor(context: TransactionContext, traceId: string) {
    super(traceId);
    this.name = context.name ?? context.description ?? '';
    this.op = context.op;
    this.description = context.description;
    this.status = context.status;
    this.tags = { ...context.tags };
    this.data = { ...context.data };
  }
  get traceId(): string {
    return this.spanContext().traceId;
  }
  get spanId(): string {
    return this.spanContext().spanId;
  }
  /** Of a span the one it is in; nothing is recorded, so each is its own. */
  get transaction(): Transaction {
    return this;
  }

  startChild(context?: TransactionContext): Transaction {
    return new Transaction(context ?? {}, this.traceId);
  }
  finish(_endTimestamp?: number): void {}
  setName(name: string, _source?: string): void {
    this.name = name;
  }
  override updateName(name?: string): this {
    this.name = name ?? this.name;
    return this;
  }
  override setStatus(status?: string | SpanStatus): this {
    if (typeof status === 'string') this.status = status;
    return this;
  }
  setHttpStatus(status: number): this {
    return this.setData('http.response.status_code', status);
  }
  setTag(key: string, value: unknown): this {
    this.tags[key] = value;
    return this;
  }
  setData(key: string, value: unknown): this {
    this.data[key] = value;
    return this;
  }
  setContext(_key: string, _context: unknown): void {}
  setMeasurement(_name: string, _value: number, _unit?: string): void {}
  setMetadata(_metadata: Record<string, unknown>): void {}
  isSuccess(): boolean {
    return this.status === 'ok';
  }
  /** The header `sentry-trace`, without a decision on sampling. */
  toTraceparent(): string {
    return `${this.traceId}-${this.spanId}`;
  }
  getTraceContext(): Record<string, string> {
    const { traceId: trace_id, spanId: span_id, op, status } = this;
    return { trace_id, span_id, ...(op && { op }), ...(status && { status }) };
  }
  getDynamicSamplingContext(): Record<string, string> {
    return { trace_id: this.traceId };
  }
  toJSON(): TransactionContext {
    return this.toContext();
  }
  toContext(): TransactionContext {
    const { name, op, description, status, tags, data, traceId, spanId } = this;
    return { name, traceId, spanId, tags, data, ...(op && { op }), ...(description && { description }), ...(status && { status }) };
  }
}
