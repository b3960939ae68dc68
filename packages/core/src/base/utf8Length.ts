/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  if (typeof TextEncoder === 'function') return new TextEncoder().encode(text).length;
  // a bare engine: QuickJS, GraalJS, Hermes of older React Native
  let bytes = 0;
  for (const letter of text) bytes += letter < '\x80' ? 1 : letter < '\u0800' ? 2 : 2 + letter.length;
  return bytes;
}
