import { readlinkSync } from 'node:fs';
import { readEnv } from '../env/readEnv';

/** `Area/City`, `UTC` and the like; no POSIX rule (`CET-1CEST`) and no path. */
const ZONE = /^[A-Za-z_]+(?:\/[\w+-]+){0,2}$/;

function systemZone(): string | undefined {
  try {
    const zone = /zoneinfo\/(?:posix\/|right\/)?(.+)/.exec(readlinkSync('/etc/localtime'))?.[1];
    // Intl's name for what Debian links to
    return zone === 'Etc/UTC' ? 'UTC' : zone;
  } catch {
    return undefined;
  }
}

/**
 * The time zone's name. The first date format that ICU makes costs 12 to 30 ms, which the first error should not pay: it is asked
 * only where neither `TZ` nor the system's link says.
 */
function timezone(): string {
  const named = readEnv(process.env, 'TZ') ?? systemZone();
  return named && ZONE.test(named) ? named : new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function readCultureContext(): Record<string, unknown> {
  // of all the formats the one that loads least: 0.2 ms
  return { locale: new Intl.PluralRules().resolvedOptions().locale, timezone: timezone() };
}
