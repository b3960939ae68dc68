// Vigil for Fastify 4 and 5: everything of Node, and what sees the errors that Fastify catches.

export * from '@vigil/node';
export { type FastifyTunnelOptions, fastifyTunnel } from './fastifyTunnel';
export { type FastifyErrorHandlerOptions, setupFastifyErrorHandler } from './setupFastifyErrorHandler';
export { vigilFastify, vigilFastify as default } from './vigilFastify';
