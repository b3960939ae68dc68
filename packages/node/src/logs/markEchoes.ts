import { isObject, safely, wrapMethod } from '@vigil/core';
import { isEcho } from './withoutEcho';

const ECHO: unique symbol = Symbol('vigil.echo');

interface Source {
  write(info: unknown, ...rest: unknown[]): unknown;
}
interface Piped {
  on?(name: 'pipe' | 'unpipe', listener: (source: Source) => void): unknown;
}

/**
 * Marks what a hook of ours writes to the loggers that write to this transport: they keep it until the line at hand is written, and would
 * hand it over as one more line, without end. Formats keep symbols, or winston itself would not know the level.
 */
export function markEchoes(transport: Piped): void {
  if (typeof transport.on !== 'function') return;
  const undo = new Map<Source, () => void>();
  transport.on('pipe', source => {
    const stop = wrapMethod(source, 'write', original => {
      return function (this: Source, info, ...rest) {
        if (isObject(info) && isEcho()) safely(() => Object.assign(info, { [ECHO]: true }));
        return original.call(this, info, ...rest);
      };
    });
    undo.set(source, stop);
  });
  transport.on('unpipe', source => {
    undo.get(source)?.();
    undo.delete(source);
  });
}

export function isMarked(info: unknown): boolean {
  return safely(() => isObject(info) && ECHO in info) ?? false;
}
