import type { Platform } from '../client/platform';
import { listOf } from '../scope/copyOf';
import { debugImages } from '../stack/debugIds';
import type { StackParser } from '../stack/types';

/**
 * A platform's `enrich`: adds to `debug_meta.images` the debug ids that bundlers and engines left on `globalThis` for the files of the
 * event's frames; images that are there stay. `parser` reads the stacks among them. Never throws. Spec: protocol 5.9.
 */
export function addDebugIds(parser: StackParser): NonNullable<Platform['enrich']> {
  return (event, frames) => {
    const images = debugImages(frames, parser, globalThis);
    if (images.length) event.debug_meta = { images: [...listOf(event.debug_meta?.images), ...images] };
  };
}
