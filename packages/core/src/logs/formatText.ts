import { safely } from '../base/safely';
import { normalize } from '../safe/normalize';

const asJson = (value: unknown) => JSON.stringify(normalize(value)) ?? 'undefined';
const asText = (value: unknown) => (typeof value === 'object' && value !== null ? asJson(value) : String(value));

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

/** A template of `console` or `util.format` with its values in their places, those that have none behind it. */
export function formatText(template: string, values: unknown[]): string {
  let next = 0;
  const told = (form: ((value: unknown) => string) | undefined, value: unknown) => safely(() => (form ?? asText)(value)) ?? '[?]';
  const text = template.replace(/%([sdifjoOc%])/g, (found, letter: string) => {
    if (letter === '%') return '%';
    return next < values.length ? told(FORMS[letter], values[next++]) : found;
  });
  return [text, ...values.slice(next).map(value => told(undefined, value))].join(' ');
}
