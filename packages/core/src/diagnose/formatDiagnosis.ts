import type { Check, Diagnosis } from './diagnosisTypes';

const MARKS: Record<Check['status'], string> = { ok: 'ok     ', warn: 'warn   ', fail: 'FAIL   ', skipped: 'skipped' };

export function diagnosisOf(checks: Check[]): Diagnosis {
  return {
    ok: !checks.some(({ status }) => status === 'fail'),
    checks,
    toString: () => checks.map(formatCheck).join('\n'),
  };
}

function formatCheck({ id, status, message, fix }: Check): string {
  return `${MARKS[status]} ${id.padEnd(10)} ${message}${fix ? `\n        -> ${fix}` : ''}`;
}
