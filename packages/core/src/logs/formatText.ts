import { isError, peek } from '../base/guards';
import { safely } from '../base/safely';
import { normalize } from '../safe/normalize';

const asJson = (value: unknown) => JSON.stringify(normalize(value)) ?? 'undefined';
const asText = (value: unknown) =>
  isError(value) ? errorText(value) : typeof value === 'object' && value !== null ? asJson(value) : String(value);

/** What an error is called in a text. */
export function errorText(error: unknown): string {
  return safely(() => `${peek(error, 'name')}: ${peek(error, 'message')}`) ?? '[Error]';
}

/** By the letter behind `%`. `c` is a style of consoles. */
const FORMS: Record<string, (value: unknown) => string> = {
  s: asText,
  d: value => `${typeof value === 'object' ? Number.NaN : Number(value)}`,
  i: value => `${typeof value === 'object' ? Number.NaN : Number.parseInt(String(value), 10)}`,
  f: value => `${Number.parseFloat(String(value))}`,
  j: asJson,
  o: asJson,
  O: asJson,
  c: () => '',
};

/** A template and its values, as `console` and `util.format` put them together: those that have no place in it stand behind. */
export function formatText([template, ...values]: unknown[]): string {
  let next = 0;
  const told = (value: unknown, form = asText) => safely(() => form(value)) ?? '[?]';
  const fill = (found: string, letter: string) => {
    if (letter === '%') return '%';
    return next < values.length ? told(values[next++], FORMS[letter]) : found;
  };
  const text = typeof template === 'string' ? template.replace(/%([sdifjoOc%])/g, fill) : told(template);
  return [text, ...values.slice(next).map(value => told(value))].join(' ');
}
