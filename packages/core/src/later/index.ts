// What every platform has of Sentry's names whose feature does not exist yet: typed, checked, and each says so once.

export {
  anthropicAIIntegration,
  createLangChainCallbackHandler,
  googleGenAIIntegration,
  groqIntegration,
  instrumentAnthropicAiClient,
  instrumentCreateReactAgent,
  instrumentGoogleGenAIClient,
  instrumentLangChainEmbeddings,
  instrumentLangGraph,
  instrumentMistralAiClient,
  instrumentOpenAiClient,
  instrumentStateGraph,
  instrumentStateGraphCompile,
  instrumentWorkersAiClient,
  langChainIntegration,
  langGraphIntegration,
  mastraIntegration,
  mcpServerIntegration,
  mistralAIIntegration,
  openAIIntegration,
  togetherAIIntegration,
  vercelAIIntegration,
} from './ai';
export { type LaterOptions, laterIntegration } from './laterIntegration';
export { hasText, notBuiltYet } from './notBuiltYet';
export { sayLater } from './sayLater';
export {
  type Span,
  type SpanAttributes,
  type SpanAttributeValue,
  type SpanContextData,
  type SpanStatus,
  type SpanTimeInput,
  UnrecordedSpan,
} from './span';
export { instrumentPostgresJsSql, prismaIntegration, spanStreamingIntegration, supabaseIntegration } from './spanIntegrations';
export {
  getRootSpan,
  getSpanDescendants,
  getSpanStatusFromHttpCode,
  instrumentSupabaseClient,
  SEMANTIC_ATTRIBUTE_SENTRY_OP,
  SEMANTIC_ATTRIBUTE_SENTRY_ORIGIN,
  SEMANTIC_ATTRIBUTE_SENTRY_SAMPLE_RATE,
  SEMANTIC_ATTRIBUTE_SENTRY_SOURCE,
  setConversationId,
  setHttpStatus,
  setMeasurement,
  spanToJSON,
  updateSpanName,
  withStaticSpan,
  withStreamedSpan,
} from './spans';
export {
  activeOn,
  getActiveSpan,
  type StartSpanOptions,
  setActive,
  startInactiveSpan,
  startSpan,
  startSpanManual,
  withActiveSpan,
} from './startSpan';
