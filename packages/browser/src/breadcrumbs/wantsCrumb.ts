import type { BreadcrumbSource, Client } from '@vigil/core';

/** Whether a client takes breadcrumbs of a source, as its option `breadcrumbs` has it. */
export function wantsCrumb(client: Client, source: BreadcrumbSource): boolean {
  const { breadcrumbs } = client.getOptions();
  return breadcrumbs !== false && breadcrumbs?.[source] !== false;
}
