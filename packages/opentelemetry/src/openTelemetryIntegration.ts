import { type Integration, useQuiet } from '@vigil/core';
import { activeContext, withSuppressed } from './contextManager';
import { traceOf } from './traceOf';

/**
 * `OpenTelemetry`: while a span of OpenTelemetry's is active, events, their envelopes and outgoing trace headers belong to it
 * (`contexts.trace`: its trace_id, span_id and, where its SDK tells, parent_span_id), whether it is sampled or not. Where none is, they
 * belong to Vigil's own trace as before. What Vigil sends, and what runs under `suppressTracing`, makes no spans. Reads the active context
 * and registers nothing.
 */
export function openTelemetryIntegration(): Integration {
  return {
    name: 'OpenTelemetry',
    setup({ identity }) {
      const active = () => traceOf(activeContext());
      identity.active = active;
      const stop = useQuiet(withSuppressed);
      return () => {
        stop();
        if (identity.active === active) identity.active = undefined;
      };
    },
  };
}
