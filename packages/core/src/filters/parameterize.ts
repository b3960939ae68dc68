import { carrier } from '../base/carrier';
import { peek } from '../base/guards';
import { safely } from '../base/safely';

// what comes between making a text and reporting it is a line of code: this many is plenty
const MOST = 100;
const PARTS =
  /\b(?:[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|0x[\da-f]{1,64}|(?=[a-f]{0,64}\d)[\da-f]{8,64}|\d+(?:\.\d+)?)\b/gi;

const escaped = (text: string) => text.replace(/%/g, '%%');

function remember(formatted: string, message: string, params: unknown[]): string {
  const slot = carrier();
  slot.templates ??= new Map();
  // the latest last, so that the oldest goes first
  slot.templates.delete(formatted);
  slot.templates.set(formatted, { message, params, formatted });
  if (slot.templates.size > MOST) slot.templates.delete(slot.templates.keys().next().value as string);
  return formatted;
}

/**
 * A text for `captureMessage` whose issue goes by its template: `` parameterize`user ${id} not found` `` reports template and values apart.
 * Called with a text, takes numbers, hexadecimal, uuids and e-mail addresses out of it. Returns a plain string. Report it soon: the last
 * hundred are known.
 */
export function parameterize(given: TemplateStringsArray | string, ...values: unknown[]): string {
  const raw = peek(given, 'raw');
  if (!Array.isArray(raw)) {
    const text = safely(() => String(given ?? '')) ?? '';
    const params: string[] = [];
    const template = text.split(PARTS).map(escaped).join('%s');
    text.replace(PARTS, found => `${params.push(found)}`);
    return remember(text, template, params);
  }
  const texts = values.map(value => safely(() => String(value)) ?? '');
  // a part such as `\u` without a number behind it is there as it was written alone
  const parts = raw.map((part, at) => `${given[at] ?? part}`);
  return remember(String.raw({ raw: parts }, ...texts), parts.map(escaped).join('%s'), values);
}
