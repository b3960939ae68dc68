import { type BreadcrumbSource, eventBreadcrumbsIntegration, type Integration, stopAll } from '@vigil/core';
import { watchFetch } from '../requests/watchFetch';
import { watchXhr } from '../requests/watchXhr';
import type { DescribeOptions } from './describeElement';
import { leaveDomCrumbs } from './leaveDomCrumbs';
import { leaveHistoryCrumbs } from './leaveHistoryCrumbs';
import { wantsCrumb } from './wantsCrumb';

export interface BreadcrumbsOptions {
  /** As in versions 8 to 10 of Sentry's SDKs: `false` is `breadcrumbs: { console: false }`. Default true. */
  console?: boolean | undefined;
  /** Clicks, and keys typed into fields; how their elements are described. Default true. */
  dom?: boolean | DescribeOptions | undefined;
  /** Default true. */
  fetch?: boolean | undefined;
  /** Navigation within the page. Default true. */
  history?: boolean | undefined;
  /** Events that were captured. Default true. */
  sentry?: boolean | undefined;
  /** Default true. */
  xhr?: boolean | undefined;
}

/**
 * `Breadcrumbs`: what led to an error: requests, navigation, clicks, typing and events before it (protocol 5.7). Never what stands in a
 * field or on the page, never the values of a query. Default on; `breadcrumbs: false` or `breadcrumbs: { fetch: false, ... }` turn off, too.
 */
export function breadcrumbsIntegration(options?: BreadcrumbsOptions): Integration {
  const { dom = true, sentry } = options ?? {};
  return {
    name: 'Breadcrumbs',
    setup(client) {
      const { breadcrumbs } = client.getOptions();
      if (options?.console === false && breadcrumbs !== false) client.getOptions().breadcrumbs = { ...breadcrumbs, console: false };
      const isOn = (source: 'fetch' | 'xhr' | 'dom' | 'history') =>
        (options?.[source] ?? true) !== false && wantsCrumb(client, source satisfies BreadcrumbSource);
      return stopAll([
        isOn('fetch') && watchFetch(client, 'breadcrumbs'),
        isOn('xhr') && watchXhr(client, 'breadcrumbs'),
        isOn('history') && leaveHistoryCrumbs(client),
        isOn('dom') && leaveDomCrumbs(client, dom === true || !dom ? {} : dom),
        sentry !== false && breadcrumbs !== false && eventBreadcrumbsIntegration().setup?.(client),
      ]);
    },
  };
}
