import { allFramesOf, type Integration } from '@vigil/core';
import { readModuleMetadata } from './moduleMetadata';

/**
 * Gives frames the `module_metadata` that bundler plugins wrote for their files, for hooks and processors to read. It does not leave the
 * page, nor does a transport see it.
 */
export function moduleMetadataIntegration(): Integration {
  return {
    name: 'ModuleMetadata',
    preprocessEvent(event) {
      const metadata = readModuleMetadata();
      for (const frame of allFramesOf(event)) {
        const value = metadata.get(frame.filename ?? '');
        // not enumerable: what is no part of the event's JSON needs no hand to take it out
        if (value) Object.defineProperty(frame, 'module_metadata', { value, configurable: true, writable: true });
      }
    },
  };
}
