import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { safely } from '@vigil/core';
import type { Place } from './excerpt';
import { findOriginals } from './findOriginals';

/** What is read of a source map, version 3. */
export interface RawSourceMap {
  version: number;
  mappings?: string;
  sources?: Array<string | null>;
  sourceRoot?: string;
  sourcesContent?: Array<string | null>;
  /** An index map's parts, each from its 0-based `offset` on. */
  sections?: Array<{ offset: { line: number; column: number }; map: RawSourceMap }>;
}

/** A place as it was written. */
export interface SourcePlace {
  /** An absolute path, or the URL that a bundler made up (`webpack://..`). */
  filename: string;
  line: number;
  column: number;
  /** The file's text, when the map carries it. */
  content: string | undefined;
}

function locate(source: string, root: string, folder: string): string {
  const name = root && !isAbsolute(source) && !/^[\w+.-]+:/.test(source) ? root.replace(/\/?$/, '/') + source : source;
  if (name.startsWith('file:')) return fileURLToPath(name);
  // a drive is no scheme
  if (/^[\w+.-]{2,}:/.test(name)) return name;
  // Vite names a piece of a file by a query (`page.tsx?tsr-split=component`)
  const file = name.replace(/(\.\w+)\?.*/s, '$1');
  // names are parts of URLs, which not every bundler knows: a `%` that encodes nothing is one
  return resolve(folder, safely(() => decodeURIComponent(file)) ?? file);
}

function inSections(sections: NonNullable<RawSourceMap['sections']>, place: Place, file: string): SourcePlace | undefined {
  const { line, column } = place;
  const section = [...sections]
    .reverse()
    .find(({ offset }) => offset.line < line - 1 || (offset.line === line - 1 && offset.column < Math.max(column, 1)));
  if (!section) return undefined;
  const { offset, map } = section;
  const inside = { line: line - offset.line, column: line - 1 === offset.line ? column - offset.column : column };
  return findSources(map, [inside], file)[0];
}

/** `places` of the generated code as they were written, in their order; `file` is the map's own path. Throws when `map` is no source map. */
export function findSources(map: RawSourceMap, places: Place[], file: string): Array<SourcePlace | undefined> {
  const { mappings = '', sources = [], sourceRoot = '', sourcesContent = [], sections } = map;
  if (sections) return places.map(place => inSections(sections, place, file));
  return findOriginals(mappings, places).map(found => {
    const source = found && sources[found.source];
    if (!found || !source) return undefined;
    const { line, column } = found;
    return { filename: locate(source, sourceRoot, dirname(file)), line, column, content: sourcesContent[found.source] ?? undefined };
  });
}
