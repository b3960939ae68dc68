import { safely } from '../base/safely';

/**
 * The name that a stack gives to a file, as frames carry it: a `file:` URL becomes the path, a `data:` URI `<data:media/type>`.
 * Never throws.
 */
export function toFilename(url: string): string {
  const data = /^data:[^,]*/.exec(url);
  const path = url.replace(/^file:\/\/(?:\/(?=\w:))?/, '');
  return data ? `<${data}>` : path === url ? url : (safely(() => decodeURIComponent(path)) ?? path);
}
