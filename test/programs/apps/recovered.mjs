// P10: handled, recovered, still told.
import * as Vigil from '@vigil/node';

Vigil.init({ dsn: process.env.SENTRY_DSN });

const id = 7;
const api = { fetchData: async () => Promise.reject(new Error('external API failed')) };
const cache = { get: async key => `cached ${key}` };
const logger = console;
let result;
try {
  result = await api.fetchData(id);
} catch (e) {
  Vigil.captureException(e);
  result = await cache.get(id);
  logger.warn({ id, err: e }, 'external API failed, using cache');
}
Vigil.captureMessage(`answered with ${result}`);
await Vigil.flush();
