import { peek } from '../base/guards';
import { record, type Warn } from './optionRule';
import { laterRules, optionRules } from './optionRules';
import type { VigilOptions } from './options';

/** Those given whose feature does not exist yet. */
export function optionsWithoutEffect(options: object): string[] {
  const later = ['owns', 'fallback', 'normalizeMaxBreadth', ...Object.keys(laterRules())];
  const { dataCollection } = options as VigilOptions;
  const uncollected = ['queues', 'graphQL', 'genAI', 'mcp', 'stackFrameVariables'].filter(name => peek(dataCollection, name) !== undefined);
  return [
    ...later.filter(name => (options as Record<string, unknown>)[name] !== undefined),
    ...uncollected.map(name => `dataCollection.${name}`),
  ];
}

export function optionNames(): string[] {
  return Object.keys(optionRules());
}

/** Options without what is no good, at any depth: an unknown key is named with its nearest, a bad value makes way for the default. */
export function checkOptions<O extends object>(options: O, warn: Warn): O {
  // underscored options are Sentry's internals, handed through by wrappers
  const [used] = record(optionRules(), key => key.startsWith('_'))(options, '', warn);
  return used as O;
}
