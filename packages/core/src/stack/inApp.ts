import { matchesAny } from '../base/pattern';

/**
 * Whether a frame's file belongs to the application. A pattern is a substring or a RegExp; `include` wins over `exclude`, both win over
 * what the parser has found (`known`), else the default rule: a path, a drive, `blob:` or `scheme://` outside of `node_modules`, so
 * nothing of the engine or the runtime (`node:fs`, `internal/..`, `<anonymous>`, `native`, `/../InternalBytecode.js` of Hermes). Never
 * throws. Spec: protocol 5.3.
 */
export function isInApp(filename = '', include?: Array<string | RegExp>, exclude?: Array<string | RegExp>, known?: boolean): boolean {
  const ours = known ?? /^(?:[./\\]|blob:|[\w+.-]+:[\\/])(?!.*(?:node_modules[\\/]|InternalBytecode\.js$))/.test(filename);
  return matchesAny(filename, include) || (ours && !matchesAny(filename, exclude));
}
