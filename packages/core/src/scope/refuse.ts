import { isObject } from '../base/guards';
import type { Client } from '../client/clientTypes';
import { copyOf } from './copyOf';
import { getCurrentHub } from './hub';

/** Says that this name was given something it cannot take, and what it takes. */
export function refuse(name: string, client: Client | undefined = getCurrentHub().getClient(), takes?: string): void {
  client?.warn('V020', name, takes);
}

/** The options as they were given; what are none counts, after a warning, as nothing given. */
export function checkOptionsOf<T extends object>(
  name: string,
  options: T | undefined,
  client?: Client,
): T | { [Key in keyof T]?: undefined } {
  if (isObject(options)) return options;
  if (options !== undefined) refuse(name, client, 'an object of options');
  return {};
}

/** The same for options that are read at a call: copied, so that what throws when it is read counts as nothing given. */
export function optionsFrom<T extends object>(
  name: string,
  options: T | undefined,
  client?: Client,
): { [Key in keyof T]?: T[Key] | undefined } {
  return options === undefined ? {} : (copyOf(checkOptionsOf(name, options, client)) ?? {});
}

/** The callback as it was given; in place of what is none, after a warning, one that does nothing. */
export function callbackOf<F extends (...args: never[]) => unknown>(name: string, callback: F): F {
  if (typeof callback === 'function') return callback;
  refuse(name, undefined, 'a function');
  return (() => undefined) as unknown as F;
}
