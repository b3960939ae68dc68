/** What a value is by its own word, in whatever realm it was made: `HTMLImageElement`. */
export function classOf(value: unknown): string {
  return {}.toString.call(value).slice(8, -1);
}
