import type { Difference } from './differences';

/** A difference that is meant. `code` is its line in docs/migrating-from-sentry.md. */
export interface KnownDifference {
  code: string;
  path: RegExp;
  /** Absent: in any. */
  programs?: string[];
}

export const knownDifferences: KnownDifference[] = [
  { code: 'M01', path: /^events\.\d+\.contexts\.(os$|os\.|cloud_resource$|device\.processor_frequency$)/ },
  { code: 'M02', path: /^events\.\d+\.request\.(headers\.|cookies$|data$|url$|query_string$)/ },
  {
    code: 'M02',
    path: /^events\.\d+\.user(\.ip_address)?$/,
    programs: ['httpServer.mjs', 'requestSessions.mjs', 'express.cjs', 'expressLate.mjs', 'fastify.cjs'],
  },
  { code: 'M03', path: /^events\.\d+\.(contexts\.login\.password|titles\.0)$/, programs: ['pii.mjs'] },
  { code: 'M04', path: /^(stdout|events\.\d+\.mechanism)$/, programs: ['express.cjs'] },
  { code: 'M05', path: /^events\.\d+\.breadcrumbs\.length$/, programs: ['express.cjs', 'fastify.cjs', 'requestSessions.mjs'] },
  { code: 'M06', path: /^events\.\d+\.breadcrumbs\.\d+\.message$/, programs: ['consoleBreadcrumbs.cjs', 'startSpanAsync.ts'] },
  { code: 'M06', path: /^events\.\d+\.breadcrumbs\.\d+\.data\.arguments\./, programs: ['consoleBreadcrumbs.cjs'] },
  { code: 'M07', path: /^events\.\d+\.breadcrumbs\.\d+\.(category|data\..*)$/, programs: ['outgoing.mjs'] },
  { code: 'M08', path: /^events\.\d+\.breadcrumbs\.length$/, programs: ['httpServer.mjs'] },
  { code: 'M09', path: /^events\.\d+\.titles\.0$/, programs: ['errorSubclass.ts', 'errorLike.cjs'] },
  { code: 'M10', path: /^(code|events\.\d+\.level)$/, programs: ['unhandledRejection.mjs'] },
  { code: 'M11', path: /^events\.length$/, programs: ['unhandledRejectionNone.mjs'] },
  { code: 'M12', path: /^events\.\d+\.level$/, programs: ['uncaughtWithListener.cjs'] },
  { code: 'M13', path: /^events\.length$/, programs: ['onFatalError.mjs'] },
  { code: 'M14', path: /^events\.length$/, programs: ['beforeSendThrows.cjs'] },
  { code: 'M15', path: /^events\.length$/, programs: ['givenScope.cjs'] },
  { code: 'M16', path: /^events\.length$/, programs: ['sameError.mjs'] },
  { code: 'M17', path: /^events\.\d+\.(titles\.0|mechanism)$/, programs: ['ownClient.ts'] },
  { code: 'M18', path: /^events\.\d+\.contexts\.runtime$/ },
  { code: 'M19', path: /^events\.\d+\.contexts\.(Error|PaymentError)$/, programs: ['cliTool.cjs', 'errorSubclass.ts'] },
  { code: 'M20', path: /^events\.\d+\.contexts\.trace\.parent_span_id$/, programs: ['fastify.cjs'] },
  { code: 'M21', path: /^events\.\d+\.contexts\.(process|container|kubernetes)$/ },
  { code: 'M22', path: /^events\.\d+\.contexts\.response$/, programs: ['express.cjs', 'expressLate.mjs', 'fastify.cjs'] },
  { code: 'M23', path: /^sessions\.updates\.length$/, programs: ['cliTool.cjs', 'types.ts'] },
];

export function codeOf({ path }: Difference, program: string, among = knownDifferences): string | undefined {
  return among.find(known => known.path.test(path) && (known.programs?.includes(program) ?? true))?.code;
}
