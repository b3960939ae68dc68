import { parseJson } from '../safe/parseCutJson';
import { type BodyTap, tappedText } from './bodyTap';

/**
 * A kept body as data, so that secret keys are found in it: JSON and forms parsed, other text as it is, anything else by its size alone.
 * What was cut off ends in `...`. JSON that cannot be read is not shown: nothing could be redacted in it. Nor is what is compressed.
 */
export function parseBody(tap: BodyTap, contentType: string | undefined, encoding = 'identity'): unknown {
  const { kept, total } = tap;
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (encoding !== 'identity') return `[${type || 'unknown type'}, ${encoding}, ${total} bytes]`;
  const cut = total > kept;
  const read = () => tappedText(tap);
  if (/^application\/(?:[\w.-]+\+)?json$/.test(type)) return parseJson(read(), cut) ?? `[unreadable JSON, ${total} bytes]`;
  if (type === 'application/x-www-form-urlencoded') return formOf(read(), cut);
  if (type.startsWith('text/') || /^application\/(?:[\w.-]+\+)?(?:xml|graphql)$/.test(type)) return read() + (cut ? '...' : '');
  return `[${type || 'unknown type'}, ${total} bytes]`;
}

function formOf(text: string, cut: boolean): Record<string, string | string[]> {
  const form: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(cut ? `${text}...` : text)) {
    if (name === '__proto__') continue;
    const before = form[name];
    form[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
  return form;
}
