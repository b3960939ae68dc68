// only looks at the separator: its last character may be what a next key begins after
const PAIR =
  /(?:^|[^\w.[\]%-])([\w.[\]%-]*[\w\]])(?=(=(?![=>])|\\{0,31}["'](?!, )\s{0,9}(?::|,(?=\s{0,99}\\{0,31}["']))\s{0,99}|:\s{0,9}(?=["'])))/g;
// a list or object ends where its bracket is closed; one with brackets in the brackets in it, or with escaped quotes, with the text
const VALUE =
  /(\\{1,31}["']|')(?:(?:.*?[^\\])??\1|.*)|"(?:[^"\\]|\\.)*"?|[[{](?:(?:"(?:[^"\\]|\\.)*"|[[{](?:"(?:[^"\\]|\\.)*"|[^"[\]{}])*[\]}]|[^"[\]{}])*[\]}]|.*)|[^\s&;,}]+/sy;

/**
 * Filters the values of secret keys in `a=b&c=d`, in `"key": value` and `"key","value"` (pairs and raw headers) of JSON that does not
 * parse, and in `key: 'value'` as consoles print objects; words in quotes with `, ` between them are those of a sentence. Linear: of a
 * key 64 characters are read, and the value of a secret one once.
 */
export function scrubPairs(text: string, isSecret: (key: string) => unknown): string {
  let out = '';
  let at = 0;
  for (const { 0: found, 1: key, 2: separator, index } of text.matchAll(PAIR)) {
    const end = index + (found + separator).length;
    VALUE.lastIndex = end;
    if (end > at && isSecret(key!.slice(-64)) && VALUE.test(text)) {
      out += text.slice(at, end) + '[Filtered]';
      at = VALUE.lastIndex;
    }
  }
  return out + text.slice(at);
}
