import { asText, type Loose } from './loose';

/** `src/pay.js:10:5`, as editors and terminals make it clickable. */
export function locationOf(frame: Loose): string {
  const file = asText(frame['filename']) || asText(frame['abs_path']) || asText(frame['module']) || '<unknown>';
  const line = asText(frame['lineno']);
  const column = asText(frame['colno']);
  return file + (line && `:${line}${column && `:${column}`}`);
}

export function functionOf(frame: Loose): string {
  // `?` is the protocol's word, alone or behind a receiver: `Server.?`
  return (asText(frame['function']) || '?').replace(/(^|\.)\?$/, '$1<anonymous>');
}

/** The application's own code. Where the sender does not say, a library is known by its path. */
export function isOwn(frame: Loose): boolean {
  if (typeof frame['in_app'] === 'boolean') return frame['in_app'];
  return !/node_modules\/|^node:|^<|^native/.test(locationOf(frame));
}

/** Whose code a library frame is: `node_modules/express`, `node:internal`, `node:http`. */
export function libraryOf(frame: Loose): string {
  const location = asText(frame['filename']) || asText(frame['abs_path']);
  // The last one: pnpm keeps a package in node_modules/.pnpm/<name>/node_modules/<name>.
  const inModules = location.slice(location.lastIndexOf('node_modules/') + 13).split('/');
  if (location.includes('node_modules/')) return `node_modules/${inModules.slice(0, inModules[0]?.startsWith('@') ? 2 : 1).join('/')}`;
  const builtin = /^node:[\w]+/.exec(location);
  return builtin ? builtin[0] : 'other code';
}

/** Latest call first, as JavaScript prints it; on the wire it comes last. */
export function framesOf(exception: Loose): Loose[] {
  const stacktrace = exception['stacktrace'] as { frames?: unknown } | undefined | null;
  const frames: unknown = stacktrace?.frames;
  if (!Array.isArray(frames)) return [];
  return frames.filter(frame => typeof frame === 'object' && frame !== null).reverse();
}
