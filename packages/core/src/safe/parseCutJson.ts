import { safely } from '../base/safely';

/** How far a reader came. `place` is where the next entry would begin, all before it whole. */
interface Reading {
  closers: Array<'}' | ']'>;
  place: number;
  /** The next string is a key. */
  key: boolean;
  /** Inside a string: where its last escape began, -1 for none. */
  inString: boolean;
  escape: number;
}

/**
 * JSON whose end is missing, as the data that is there: a value it stops in ends in `...`, else the innermost list or object gets `...`
 * as its last entry. Undefined when it is no JSON. Linear.
 */
export function parseCutJson(text: string): unknown {
  const reading: Reading = { closers: [], place: 0, key: false, inString: false, escape: -1 };
  for (let at = 0; at < text.length; at++) at = read(reading, text, at);
  try {
    return JSON.parse(mended(reading, text));
  } catch {
    return undefined;
  }
}

/** Takes in the character at `at`; returns the last one taken. */
function read(reading: Reading, text: string, at: number): number {
  const char = text[at];
  const { closers } = reading;
  if (reading.inString) {
    if (char === '"') reading.inString = false;
    if (char !== '\\') return at;
    reading.escape = at;
    return at + (text[at + 1] === 'u' ? 5 : 1);
  }
  if (char === '"') {
    reading.inString = true;
    reading.escape = -1;
  } else if (char === ':') reading.key = false;
  else if (char === '{' || char === '[') closers.push(char === '{' ? '}' : ']');
  else if (char === '}' || char === ']') closers.pop();
  if (char === '{' || char === '[' || char === ',' || char === '}' || char === ']') {
    reading.place = at + 1;
    reading.key = char !== '}' && char !== ']' && closers[closers.length - 1] === '}';
  }
  return at;
}

function mended({ closers, place, key, inString, escape: escapedAt }: Reading, text: string): string {
  const end = closers.reverse().join('');
  if (inString && !key) {
    const whole = escapedAt < 0 || text.length - escapedAt >= (text[escapedAt + 1] === 'u' ? 6 : 2);
    return `${whole ? text : text.slice(0, escapedAt)}..."${end}`;
  }
  if (!end) return text;
  const before = text.slice(0, place);
  const separator = /[}\]]$/.test(before) ? ',' : '';
  return `${before}${separator}${end.startsWith('}') ? '"...":' : ''}"..."${end}`;
}

/** JSON as data, of which the end may have been cut off; undefined when it is none. Never throws. */
export function parseJson(text: string, isCut: boolean): unknown {
  return isCut ? parseCutJson(text) : safely(() => JSON.parse(text) as unknown);
}
