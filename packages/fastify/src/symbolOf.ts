/** The symbol of this description on an object or on what it inherits from: those of pino and of Fastify are in no registry. */
export function symbolOf(log: object, name: string): symbol | undefined {
  for (let each: object | null = log; each; each = Object.getPrototypeOf(each) as object | null) {
    const found = Object.getOwnPropertySymbols(each).find(({ description }) => description === name);
    if (found) return found;
  }
  return undefined;
}
