import type { Integration } from '../client/integration';
import { asItIs } from './asItIs';
import { type LaterOptions, laterIntegration } from './laterIntegration';

// Spans of what is asked of language models: typed, without effect yet.

export function openAIIntegration(options?: LaterOptions): Integration {
  return laterIntegration('openAIIntegration', options, 'OpenAI');
}
export function anthropicAIIntegration(options?: LaterOptions): Integration {
  return laterIntegration('anthropicAIIntegration', options, 'Anthropic_AI');
}
export function googleGenAIIntegration(options?: LaterOptions): Integration {
  return laterIntegration('googleGenAIIntegration', options, 'Google_GenAI');
}
export function groqIntegration(options?: LaterOptions): Integration {
  return laterIntegration('groqIntegration', options);
}
export function langChainIntegration(options?: LaterOptions): Integration {
  return laterIntegration('langChainIntegration', options);
}
export function langGraphIntegration(options?: LaterOptions): Integration {
  return laterIntegration('langGraphIntegration', options);
}
export function mastraIntegration(options?: LaterOptions): Integration {
  return laterIntegration('mastraIntegration', options);
}
/** `wrapMcpServerWithSentry` reports what tools throw. */
export function mcpServerIntegration(options?: LaterOptions): Integration {
  return laterIntegration('mcpServerIntegration', options);
}
export function mistralAIIntegration(options?: LaterOptions): Integration {
  return laterIntegration('mistralAIIntegration', options, 'Mistral');
}
export function togetherAIIntegration(options?: LaterOptions): Integration {
  return laterIntegration('togetherAIIntegration', options, 'TogetherAI');
}
export function vercelAIIntegration(options?: LaterOptions): Integration {
  return laterIntegration('vercelAIIntegration', options, 'VercelAI');
}

/** Hands back the client as it is. */
export function instrumentOpenAiClient<T>(client: T, options?: LaterOptions): T {
  return asItIs('instrumentOpenAiClient', client, options);
}
/** Hands back the client as it is. */
export function instrumentAnthropicAiClient<T>(client: T, options?: LaterOptions): T {
  return asItIs('instrumentAnthropicAiClient', client, options);
}
/** Hands back the client as it is. */
export function instrumentGoogleGenAIClient<T>(client: T, options?: LaterOptions): T {
  return asItIs('instrumentGoogleGenAIClient', client, options);
}
/** Hands back the client as it is. */
export function instrumentMistralAiClient<T>(client: T, options?: LaterOptions): T {
  return asItIs('instrumentMistralAiClient', client, options);
}
/** Hands back the binding as it is. */
export function instrumentWorkersAiClient<T>(client: T, options?: LaterOptions): T {
  return asItIs('instrumentWorkersAiClient', client, options);
}
/** Hands back the embeddings as they are. */
export function instrumentLangChainEmbeddings<T>(embeddings: T, options?: LaterOptions): T {
  return asItIs('instrumentLangChainEmbeddings', embeddings, options);
}
/** Hands back the graph as it is. */
export function instrumentLangGraph<T>(graph: T, options?: LaterOptions): T {
  return asItIs('instrumentLangGraph', graph, options);
}
/** Hands back the graph as it is. */
export function instrumentStateGraph<T>(graph: T, options?: LaterOptions): T {
  return asItIs('instrumentStateGraph', graph, options);
}
/** Hands back the function as it is. */
export function instrumentStateGraphCompile<T>(compile: T, options?: LaterOptions): T {
  return asItIs('instrumentStateGraphCompile', compile, options);
}
/** Hands back the function as it is. */
export function instrumentCreateReactAgent<T>(createAgent: T, options?: LaterOptions): T {
  return asItIs('instrumentCreateReactAgent', createAgent, options);
}
/** A handler for `callbacks` of LangChain that listens to nothing. */
export function createLangChainCallbackHandler(options?: LaterOptions): Record<string, never> {
  return asItIs('createLangChainCallbackHandler', {}, options);
}
