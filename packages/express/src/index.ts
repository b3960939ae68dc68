// Vigil for Express 4 and 5: everything of Node, and what sees the errors that Express catches.

export * from '@vigil/node';
export { expressRequestHandler } from './expressRequestHandler';
export { expressTunnel } from './expressTunnel';
export { setupExpressErrorHandler } from './setupExpressErrorHandler';
