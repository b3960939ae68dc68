import { type Context, type TextMapGetter, type TextMapPropagator, type TextMapSetter, TraceFlags } from '@opentelemetry/api';
import { safely } from '@vigil/core';
import { extractTrace } from './extractTrace';
import { injectTrace } from './injectTrace';

export interface SentryPropagatorOptions {
  /**
   * OpenTelemetry knows no open decision, Sentry does: an SDK that only reports errors sends it. `true`, the default: such a trace goes on
   * as sampled, so that parent-based samplers record it; `false`: as not sampled.
   */
  sampleDeferred?: boolean | undefined;
}

/**
 * Reads and writes `sentry-trace`, W3C `traceparent` with `tracestate`, and `baggage`. It does what OpenTelemetry's own W3C propagators do,
 * so it can stand alone; in a composite it comes last. Of an incoming request `sentry-trace` counts before `traceparent`. `sentry-trace` and
 * Sentry's baggage go to `tracePropagationTargets` only, where the span tells the URL; `traceparent` goes everywhere. Never throws.
 */
export class SentryPropagator implements TextMapPropagator {
  private readonly deferred: TraceFlags;

  constructor(options?: SentryPropagatorOptions) {
    const { sampleDeferred = true } = options ?? {};
    this.deferred = sampleDeferred ? TraceFlags.SAMPLED : TraceFlags.NONE;
  }

  inject(context: Context, carrier: unknown, setter: TextMapSetter): void {
    safely(() => injectTrace(context, carrier, setter));
  }

  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    return safely(() => extractTrace(context, carrier, getter, this.deferred)) ?? context;
  }

  fields(): string[] {
    return ['sentry-trace', 'traceparent', 'tracestate', 'baggage'];
  }
}
