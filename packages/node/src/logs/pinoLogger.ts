import { peek } from '@vigil/core';

/** By its description. Those of pino are in no registry: each copy of the library has its own. */
const found = new Map<string, Set<symbol>>();

/** The symbol of this description by which pino keeps a member of this logger. */
export function symbolOf(logger: object, name: string): symbol | undefined {
  const known = found.get(name) ?? new Set<symbol>();
  for (const symbol of known) if (symbol in logger) return symbol;
  // what a child does not hold itself stands on what it inherits from
  for (let each: object | null = logger; each; each = Object.getPrototypeOf(each) as object | null) {
    const symbol = Object.getOwnPropertySymbols(each).find(({ description }) => description === name);
    if (symbol) {
      found.set(name, known.add(symbol));
      return symbol;
    }
  }
  return undefined;
}

/** Undefined for what is no logger of pino's, or of a version that has none. */
export function memberOf(logger: object, name: string): unknown {
  const symbol = symbolOf(logger, name);
  return symbol && (logger as Record<symbol, unknown>)[symbol];
}

/** The name under which this logger writes its message, or an error. */
export function keyOf(logger: object, name: 'messageKey' | 'errorKey', usual: string): string {
  const key = memberOf(logger, `pino.${name}`);
  return typeof key === 'string' ? key : usual;
}

/** `pino` publishes what it writes since 9.10. */
export const isSilent = (version: unknown): boolean => /^(?:[1-8]|9\.\d)\./.test(String(version));

export function levelLabel(logger: object, number: unknown): unknown {
  return peek(peek(peek(logger, 'levels'), 'labels'), String(number));
}
