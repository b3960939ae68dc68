const SEPARATOR = /[\w\]](?:=(?![=>])|\\{0,9}["']\s{0,9}:\s{0,9}|:\s{0,9}(?=["']))/g;
const VALUE = /"(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s&;,}]+/y;

/**
 * Filters the values of secret keys in `a=b&c=d`, in `"key": value` of JSON that does not parse, and in `key: 'value'` as consoles
 * print objects. Linear: of what stands before a separator 64 characters are read, and a value once.
 */
export function scrubPairs(text: string, isSecret: (key: string) => unknown): string {
  let out = '';
  let at = 0;
  SEPARATOR.lastIndex = 0;
  for (let found = SEPARATOR.exec(text); found; found = SEPARATOR.exec(text)) {
    const { index } = found;
    const key = /[\w.[\]%-]+$/.exec(text.slice(index > 64 ? index - 64 : 0, index + 1));
    VALUE.lastIndex = SEPARATOR.lastIndex;
    if (key && isSecret(key[0]) && VALUE.test(text)) {
      out += text.slice(at, SEPARATOR.lastIndex) + '[Filtered]';
      at = SEPARATOR.lastIndex = VALUE.lastIndex;
    }
  }
  return out + text.slice(at);
}
