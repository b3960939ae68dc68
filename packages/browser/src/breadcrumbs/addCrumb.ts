import { type Breadcrumb, type BreadcrumbSource, type Client, getCurrentHub } from '@vigil/core';
import { wantsCrumb } from './wantsCrumb';

/** Leaves a breadcrumb in the context of now where that is this client's, else in its own; made only for a client that takes any of this source. */
export function addCrumb(client: Client, source: BreadcrumbSource, make: () => Breadcrumb, hint?: Record<string, unknown>): void {
  if (wantsCrumb(client, source)) client.run(getCurrentHub).addBreadcrumb(make(), hint);
}
