import { parameterize } from './filters/parameterize';
import { type LogMethod, logMethod } from './logs/logMethod';

/** Structured logs (protocol 18): lines with attributes, in the trace they were written in. One function for each level. */
export const logger: Record<'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal', LogMethod> & { fmt: typeof parameterize } = {
  trace: /* @__PURE__ */ logMethod('trace'),
  debug: /* @__PURE__ */ logMethod('debug'),
  info: /* @__PURE__ */ logMethod('info'),
  warn: /* @__PURE__ */ logMethod('warn'),
  error: /* @__PURE__ */ logMethod('error'),
  fatal: /* @__PURE__ */ logMethod('fatal'),
  /** A text whose template and values leave apart too: `` logger.info(logger.fmt`user ${id} signed in`) ``. */
  fmt: parameterize,
};
