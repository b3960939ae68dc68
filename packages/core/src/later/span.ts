import { uuid4 } from '../base/random';

export type SpanAttributeValue = string | number | boolean | null | undefined | Array<string | number | boolean | null | undefined>;
export type SpanAttributes = Record<string, SpanAttributeValue>;
/** Seconds or milliseconds since the epoch, a Date, or `process.hrtime()`. */
export type SpanTimeInput = number | Date | [seconds: number, nanoseconds: number];
export interface SpanContextData {
  /** 32 lower hex. */
  traceId: string;
  /** 16 lower hex. */
  spanId: string;
  /** 1 = sampled. */
  traceFlags: number;
  isRemote?: boolean;
}
export interface SpanStatus {
  /** 0 unset, 1 ok, 2 error. */
  code: 0 | 1 | 2;
  message?: string;
}

/** Sentry's span, the shape OpenTelemetry shares. */
export interface Span {
  spanContext(): SpanContextData;
  end(endTimestamp?: SpanTimeInput): void;
  setAttribute(key: string, value: SpanAttributeValue): this;
  setAttributes(attributes: SpanAttributes): this;
  setStatus(status: SpanStatus): this;
  updateName(name: string): this;
  isRecording(): boolean;
  addEvent(name: string, attributesOrStartTime?: SpanAttributes | SpanTimeInput, startTime?: SpanTimeInput): this;
  addLink(link: unknown): this;
  addLinks(links: unknown): this;
  recordException(exception: unknown, time?: SpanTimeInput): void;
}

/** A span that belongs to a trace and keeps nothing: what a process without tracing hands out. */
export class UnrecordedSpan implements Span {
  private readonly context: SpanContextData;

  constructor(traceId: string) {
    this.context = { traceId, spanId: uuid4().slice(16), traceFlags: 0 };
  }
  spanContext(): SpanContextData {
    return this.context;
  }
  end(): void {}
  setAttribute(): this {
    return this;
  }
  setAttributes(): this {
    return this;
  }
  setStatus(): this {
    return this;
  }
  updateName(): this {
    return this;
  }
  isRecording(): boolean {
    return false;
  }
  addEvent(): this {
    return this;
  }
  addLink(): this {
    return this;
  }
  addLinks(): this {
    return this;
  }
  recordException(): void {}
}
