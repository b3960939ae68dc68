import type { Exception } from '@vigil/core';

/** Type and value out of the message of an `ErrorEvent`: `Uncaught TypeError: x is not a function`. */
export function titleFrom(message: string): Exception {
  const [, type = 'Error', value = message] =
    /^(?:uncaught (?:exception: )?)?(?:((?:Aggregate|Eval|Internal|Range|Reference|Syntax|Type|URI)?Error): )?(.*)$/is.exec(message) ?? [];
  return { type, value };
}
