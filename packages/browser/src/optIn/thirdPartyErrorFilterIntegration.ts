import { allFramesOf, type Integration } from '@vigil/core';
import { readModuleMetadata } from './moduleMetadata';

export interface ThirdPartyErrorFilterOptions {
  /** The application keys given to the bundler plugin. */
  filterKeys: string[];
  /** Which errors, and whether they are dropped or get the tag `third_party_code`. */
  behaviour:
    | 'drop-error-if-contains-third-party-frames'
    | 'drop-error-if-exclusively-contains-third-party-frames'
    | 'apply-tag-if-contains-third-party-frames'
    | 'apply-tag-if-exclusively-contains-third-party-frames';
  /** Without effect: what this package puts into a stack is bundled with the application. */
  ignoreSentryInternalFrames?: boolean | undefined;
}

const APP_KEY = '_sentryBundlerPluginAppKey:';

/**
 * Drops or tags errors of code that does not carry the application's key. Where no file of the page carries one of `filterKeys` - the
 * bundler plugin did not run - nothing is dropped or tagged. Errors without frames pass.
 */
export function thirdPartyErrorFilterIntegration(options: ThirdPartyErrorFilterOptions): Integration {
  const { filterKeys = [], behaviour = '' } = (options as ThirdPartyErrorFilterOptions | undefined) ?? {};
  return {
    name: 'ThirdPartyErrorsFilter',
    processEvent(event) {
      const own = new Set<string>();
      for (const [file, metadata] of readModuleMetadata()) if (filterKeys.some(key => metadata[APP_KEY + key])) own.add(file);
      const frames = allFramesOf(event).filter(({ filename, lineno, colno }) => filename && (lineno ?? colno) !== undefined);
      if (!own.size || !frames.length) return event;
      const isForeign = ({ filename = '' }) => !own.has(filename);
      if (!(/-exclusively-/.test(behaviour) ? frames.every(isForeign) : frames.some(isForeign))) return event;
      return /^drop-/.test(behaviour) ? null : { ...event, tags: { ...event.tags, third_party_code: true } };
    },
  };
}
