/** `2026-03-01 10:00:00.000Z`; empty for a time no calendar has. */
export function timeText(seconds: number | undefined): string {
  const date = new Date((seconds ?? Number.NaN) * 1000);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().replace('T', ' ');
}

/** How long before: `0ms`, `-340ms`, `-12.4s`, `-2m 03s`, `-3h 05m`. */
export function agoText(seconds: number): string {
  const span = Math.abs(seconds);
  if (span < 0.0005) return '0ms';
  const sign = seconds < 0 ? '+' : '-';
  if (span < 1) return `${sign}${Math.round(span * 1000)}ms`;
  if (span < 60) return `${sign}${span.toFixed(1)}s`;
  const [large, small, units] = span < 3600 ? [span / 60, span % 60, ['m', 's']] : [span / 3600, (span % 3600) / 60, ['h', 'm']];
  return `${sign}${Math.floor(large)}${units[0]} ${String(Math.floor(small)).padStart(2, '0')}${units[1]}`;
}
