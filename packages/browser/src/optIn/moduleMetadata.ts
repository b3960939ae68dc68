import { peek, safely } from '@vigil/core';
import { defaultStackParser } from '../defaultStackParser';

type Metadata = Record<string, unknown>;

/** Each key is parsed once: a page can carry hundreds of chunks, and every event asks. */
const fileOf = new Map<string, string>();

/** What bundler plugins say of the files of a page, by file: `globalThis._sentryModuleMetadata` has it by the stack of an error made in the file. */
export function readModuleMetadata(): Map<string, Metadata> {
  const found = new Map<string, Metadata>();
  safely(() => {
    for (const [stack, metadata] of Object.entries(peek(globalThis, '_sentryModuleMetadata') ?? {})) {
      const file = fileOf.get(stack) ?? defaultStackParser(stack).reduce((last, { filename }) => filename || last, '');
      fileOf.set(stack, file);
      if (file && Object(metadata) === metadata) found.set(file, metadata);
    }
  });
  return found;
}
