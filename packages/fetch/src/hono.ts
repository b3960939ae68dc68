// For apps of Hono, on every runtime that it runs on.

export { type HonoOptions, honoMiddleware } from './honoMiddleware';
