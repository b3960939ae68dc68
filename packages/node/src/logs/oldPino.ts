import Module from 'node:module';
import { type Client, peek, refuse } from '@vigil/core';
import { commonJsFiles } from '../modules/loadedPackages';
import { isSilent } from './pinoLogger';

/** Says of a pino that publishes no lines that its loggers want to be handed over. */
export function sayOldPino(client: Client): void {
  const cache = (Module as unknown as { _cache?: Record<string, { exports?: unknown }> })._cache;
  const versions = commonJsFiles().map(file => (/[\\/]pino\.js$/.test(file) ? peek(cache?.[file]?.exports, 'version') : undefined));
  const older = versions.find(version => version && isSilent(version));
  if (older)
    refuse('pinoIntegration', client, `loggers of pino ${older} only by pinoIntegration.trackLogger(logger), of 9.10 and later by itself`);
}
