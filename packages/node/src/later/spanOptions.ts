import type { Span } from '@vigil/core';

type SpanHook = (span: Span, ...messages: never[]) => void;

/** Sentry's options of `httpIntegration` for spans: taken, without effect until they exist. */
export interface HttpSpanOptions {
  spans?: boolean | undefined;
  disableIncomingRequestSpans?: boolean | undefined;
  ignoreStaticAssets?: boolean | undefined;
  ignoreStatusCodes?: Array<number | number[]> | undefined;
  dropSpansForIncomingRequestStatusCodes?: Array<number | number[]> | undefined;
  onSpanCreated?: SpanHook | undefined;
  onSpanEnd?: SpanHook | undefined;
  incomingRequestSpanHook?: SpanHook | undefined;
  outgoingRequestHook?: SpanHook | undefined;
  outgoingResponseHook?: SpanHook | undefined;
  outgoingRequestApplyCustomAttributes?: SpanHook | undefined;
  instrumentation?: Partial<Record<'requestHook' | 'responseHook' | 'applyCustomAttributesOnSpan', SpanHook | undefined>> | undefined;
}
export const HTTP_SPAN_OPTIONS: ReadonlyArray<keyof HttpSpanOptions> = [
  'spans',
  'disableIncomingRequestSpans',
  'ignoreStaticAssets',
  'ignoreStatusCodes',
  'dropSpansForIncomingRequestStatusCodes',
  'onSpanCreated',
  'onSpanEnd',
  'incomingRequestSpanHook',
  'outgoingRequestHook',
  'outgoingResponseHook',
  'outgoingRequestApplyCustomAttributes',
  'instrumentation',
];

/** The same of `nativeNodeFetchIntegration`. */
export interface FetchSpanOptions {
  spans?: boolean | undefined;
  requestHook?: SpanHook | undefined;
  responseHook?: SpanHook | undefined;
  headersToSpanAttributes?: { requestHeaders?: string[] | undefined; responseHeaders?: string[] | undefined } | undefined;
}
export const FETCH_SPAN_OPTIONS: ReadonlyArray<keyof FetchSpanOptions> = [
  'spans',
  'requestHook',
  'responseHook',
  'headersToSpanAttributes',
];
