import { isObject, peek } from '../base/guards';
import { record, type Warn } from './optionRule';
import { laterRules, optionRules } from './optionRules';
import type { VigilOptions } from './options';

/** Those given whose feature does not exist yet. */
export function optionsWithoutEffect(options: object): string[] {
  const later = ['owns', 'fallback', 'normalizeMaxBreadth', ...Object.keys(laterRules())];
  const { dataCollection } = options as VigilOptions;
  const uncollected = ['queues', 'graphQL', 'genAI', 'stackFrameVariables'].filter(name => peek(dataCollection, name) !== undefined);
  return [
    ...later.filter(name => (options as Record<string, unknown>)[name] !== undefined),
    ...uncollected.map(name => `dataCollection.${name}`),
  ];
}

export function optionNames(): string[] {
  return Object.keys(optionRules());
}

/**
 * Options without what is no good, at any depth: an unknown key is named with its nearest, a bad value makes way for the default. A `logger`
 * that is none is taken out of `options` too: `warn` speaks to it.
 */
export function checkOptions<O extends object>(options: O, warn: Warn): O {
  const given = { ...options };
  const { logger } = given as VigilOptions;
  // what is no logger would hear all warnings in place of the console, that about itself among them
  if (logger !== false && !isObject(logger)) (options as VigilOptions).logger = undefined;
  // underscored options are Sentry's internals, handed through by wrappers
  const [used] = record(optionRules(), key => key.startsWith('_'))(given, '', warn);
  return used as O;
}
