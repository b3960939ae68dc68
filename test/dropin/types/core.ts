// Types that programs import from `@sentry/core`, and from `@sentry/types` before version 9.
import type {
  BaseTransportOptions,
  BreadcrumbHint,
  ClientOptions,
  DsnLike,
  DynamicSamplingContext,
  ErrorEvent,
  EventDropReason,
  EventEnvelope,
  EventItem,
  Extra,
  FeedbackEvent,
  FetchBreadcrumbHint,
  Measurements,
  MeasurementUnit,
  Options,
  Package,
  ParameterizedString,
  ReplayEvent,
  SamplingContext,
  SdkMetadata,
  TracesSamplerSamplingContext,
  TransactionEvent,
  TransactionSource,
  Transport,
} from '@sentry/core';
import * as Sentry from '@sentry/node';

interface OwnTransportOptions extends BaseTransportOptions {
  retries?: number;
}
const quiet = ({ url, retries = 0 }: OwnTransportOptions): Transport => ({
  send: async () => ({ statusCode: url && retries ? 500 : 200 }),
  flush: async () => true,
});
const isHealth = (event: TransactionEvent): boolean => !!event.transaction?.endsWith('/health');
const rate = ({ normalizedRequest }: SamplingContext): number => (normalizedRequest?.url?.endsWith('/health') ? 0 : 1);

Sentry.init({
  transport: quiet,
  tracesSampler: context => rate(context),
  beforeSend: (event: ErrorEvent) => event,
  beforeSendTransaction(event) {
    const slow: number | undefined = event.measurements?.['lcp']?.value;
    return isHealth(event) || slow === 0 ? null : event;
  },
});
Sentry.getClient()?.on('beforeSendFeedback', (feedback, options) => {
  feedback.tags = { ...feedback.tags, replay: !!options?.includeReplay };
});
Sentry.getClient()?.on('createDsc', dsc => {
  dsc.release = 'own';
});
Sentry.getClient()?.on('startNavigationSpan', options => void options.name.length);

const firstOf = (hint: FetchBreadcrumbHint): unknown => hint.input?.[0];
export type Named = [
  BreadcrumbHint,
  Partial<ClientOptions>,
  DsnLike,
  Partial<DynamicSamplingContext>,
  EventDropReason,
  EventEnvelope,
  EventItem,
  Extra,
  FeedbackEvent,
  MeasurementUnit,
  Measurements,
  Options,
  Package,
  ParameterizedString,
  ReplayEvent,
  SdkMetadata,
  TracesSamplerSamplingContext,
  TransactionSource,
];
export { firstOf };
