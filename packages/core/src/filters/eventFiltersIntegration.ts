import type { Integration } from '../client/integration';
import type { VigilOptions } from '../client/options';
import type { Stages } from '../client/stages';
import { browserNoise } from './browserNoise';
import { createFilters } from './createFilters';

export interface EventFiltersOptions extends Pick<VigilOptions, 'ignoreErrors' | 'allowUrls' | 'denyUrls'> {
  /** Default false. true: the noise of browsers passes. */
  disableErrorDefaults?: boolean | undefined;
}

/**
 * Drops events as the client's options of the same names do, beside them, and the known noise of browsers. They end as `filtered` by
 * `EventFilters`.
 */
export function eventFiltersIntegration(options?: EventFiltersOptions): Integration {
  let made: Omit<Stages, 'build'> | undefined;
  const filters = () => {
    const ignoreErrors = [...(options?.disableErrorDefaults ? [] : browserNoise), ...(options?.ignoreErrors ?? [])];
    return createFilters({ ...options, ignoreErrors, budget: false }, false, Date.now);
  };
  return {
    name: 'EventFilters',
    processEvent(event, hint) {
      const { screen, judge } = (made ??= filters());
      // classes and predicates look at what was thrown
      const isNoise = 'originalException' in hint && screen({ error: hint.originalException, isError: true, hint });
      return isNoise || judge(event) ? null : event;
    },
  };
}

/** The older name of `eventFiltersIntegration`. */
export function inboundFiltersIntegration(options?: EventFiltersOptions): Integration {
  return eventFiltersIntegration(options);
}
