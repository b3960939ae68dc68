import {
  eventFiltersIntegration as coreEventFilters,
  type Event,
  type EventFiltersOptions,
  type Integration,
  lastOf,
  stopAll,
} from '@vigil/core';
import { listen } from '../owners/listen';

const EXTENSION = /^(?:(?:chrome|moz|safari(?:-web)?)-extension|webkit-masked-url):/;
/** Of fetch in Chromium, Firefox and WebKit, and of axios. */
const NETWORK =
  /^(?:Failed to fetch|NetworkError when attempting to fetch resource|Load failed|cancelled$|Network Error$|Request aborted$)/;
/** Of `fetch`, and of axios. */
const ABORTED = /^(?:AbortError|CanceledError)$/;
/** A transaction of IndexedDB, which ends so where the disk is full: what it wrote is lost, whoever aborted it. */
const TRANSACTION = /transaction/i;

/** An error that only extensions of the browser had a hand in, or that nobody caught because the user went on. */
function isNoise({ exception }: Event, isLeaving: boolean): boolean {
  const { type, value, mechanism, stacktrace } = lastOf(exception?.values) ?? {};
  const files = (stacktrace?.frames ?? []).map(({ filename }) => filename ?? '').filter(name => /^[^<[]/.test(name));
  // an extension's own scripts know its id, and content scripts that outlive it forget it
  const page = globalThis as { chrome?: { runtime?: { id?: string } } };
  if (files.length && files.every(file => EXTENSION.test(file)) && !page.chrome?.runtime?.id) return true;
  if (mechanism?.handled !== false) return false;
  return (ABORTED.test(`${type}`) && !TRANSACTION.test(`${value}`)) || (isLeaving && NETWORK.test(`${value}`));
}

/**
 * Drops events as the client's options of the same names do, beside them, and what browsers, their extensions and the user's leaving throw
 * into a page. They end as `filtered` by `EventFilters`. `disableErrorDefaults: true`: that noise passes.
 */
export function eventFiltersIntegration(options?: EventFiltersOptions): Integration {
  const { disableErrorDefaults } = options ?? {};
  const inner = coreEventFilters(options);
  let isLeaving = false;
  return {
    ...inner,
    setup() {
      if (disableErrorDefaults) return;
      return stopAll(['pagehide', 'pageshow'].map(type => listen(globalThis, type, () => void (isLeaving = type === 'pagehide'))));
    },
    processEvent: (event, hint, client) =>
      !disableErrorDefaults && isNoise(event, isLeaving) ? null : inner.processEvent!(event, hint, client),
  };
}

/** The older name of `eventFiltersIntegration`. */
export function inboundFiltersIntegration(options?: EventFiltersOptions): Integration {
  return eventFiltersIntegration(options);
}
