import { isObject } from '../base/guards';

type Warn = (code: string, key: string, detail?: string) => void;

const isRate = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value < Infinity;

/** The flood budget without numbers that are none: each makes way for its default. What is no object is handed back. */
export function checkBudget(budget: unknown, warn: Warn, path = 'budget'): unknown {
  if (!isObject(budget)) return budget;
  const good: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(budget)) {
    const key = `${path}.${name}`;
    if (value === undefined) continue;
    if (name === 'perIssue' || name === 'total') good[name] = checkBudget(value, warn, key);
    else if (name === 'shed' || isRate(value)) good[name] = value;
    else warn('V068', key, String(value));
  }
  return good;
}
