import { templateAttributes } from './captureLog';
import { formatText } from './formatText';

/** What a call of a logger of console's manner leaves: its text, and of several arguments template and values. */
export function consoleLine(args: unknown[]): { text: unknown; attributes: Record<string, unknown> } {
  const [first, ...values] = args;
  if (!values.length) return { text: first, attributes: {} };
  const template = typeof first === 'string' ? first : '';
  // a template that names no places has one behind it for each value, as Sentry writes it
  const places = /%[sdifjoOc]/.test(template) ? '' : ' {}'.repeat(values.length);
  return { text: formatText(args), attributes: template ? templateAttributes(template + places, values) : {} };
}
