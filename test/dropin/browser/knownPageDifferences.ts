import type { KnownDifference } from '../knownDifferences';

/** `code` is a line of the table on browsers in docs/migrating-from-sentry.md. */
export const knownPageDifferences: KnownDifference[] = [
  { code: 'P01', path: /^events\.\d+\.contexts\.(page|react\.componentStack)$/ },
  {
    code: 'P02',
    path: /^events\.\d+\.breadcrumbs\.\d+\.data\.(url|duration|request_body_size|response_body_size)$/,
    programs: ['fetchCrumbs.ts', 'xhrCrumbs.ts', 'optIns.ts'],
  },
  { code: 'P03', path: /^events\.\d+\.extra$/, programs: ['listener.ts', 'uncaught.ts'] },
  { code: 'P03', path: /^events\.\d+\.(contexts\.response\.headers|extra\.arguments\.\d+\.stack)$/, programs: ['optIns.ts'] },
  {
    code: 'P03',
    path: /^events\.\d+\.breadcrumbs\.\d+\.data\.arguments\.\d+\.(stack|cause)$/,
    programs: ['reactBoundary.tsx', 'reactHoc.tsx'],
  },
  { code: 'P04', path: /^events\.\d+\.(tags|titles\.0|extra\.__serialized__\.\w+)$/, programs: ['nonErrors.ts'] },
  { code: 'P04', path: /^events\.\d+\.breadcrumbs\.\d+\.message$/, programs: ['nonErrors.ts', 'linkedErrors.ts'] },
  { code: 'P05', path: /^events\.\d+\.breadcrumbs\.(length|[01]\.(category|data|event_id))$/, programs: ['optIns.ts'] },
  { code: 'P06', path: /^events\.\d+\.contexts\.order\.lines\.0$/, programs: ['user.ts'] },
  { code: 'P07', path: /^feedback\.\d+\.source$/, programs: ['feedback.ts'] },
];
