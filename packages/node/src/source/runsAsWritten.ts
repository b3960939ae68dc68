/**
 * Whether a stack's places in this file are places of its text. Code that Node cannot run was transformed first: its stack is right when types
 * were blanked out, or when somebody maps it back, which the runtime does (Node if told to, Bun, Deno) or a loader's hook.
 */
export function runsAsWritten(path: string): boolean {
  if (/\.[cm]?js$|\/[^./\\]+$/i.test(path)) return true;
  const { features, sourceMapsEnabled, versions } = process as typeof process & { sourceMapsEnabled?: boolean };
  const strips = (features as { typescript?: unknown }).typescript === 'strip' && /\.[cm]?ts$/i.test(path);
  return strips || !!sourceMapsEnabled || typeof Error.prepareStackTrace === 'function' || !!versions['bun'] || !!versions['deno'];
}
