/** JSON without lone surrogates, which it writes as `\\ud...`: Relay's parser refuses the whole of what holds one. */
export function wellFormed(json: string): string {
  return json.includes('\\ud') ? json.replace(/\\(?:\\|ud[89a-f]..)/g, found => (found === '\\\\' ? found : '\ufffd')) : json;
}
