import type { Baggage } from '@opentelemetry/api';
import { mergeBaggage } from '@vigil/core';
import { parsePairs } from './parsePairs';

const MAX_CHARS = 8192;

/**
 * The header that holds what is there verbatim, the entries of OpenTelemetry's baggage whose keys are not there yet, and Sentry's anew. What
 * would bring it over 8,192 characters is left out.
 */
export function joinBaggage(existing: unknown, baggage: Baggage | undefined, sentry: Record<string, string> | undefined): string {
  let header = Array.isArray(existing) ? existing.join() : typeof existing === 'string' ? existing : '';
  const taken = new Set(parsePairs(header).map(({ key }) => key));
  for (const [key, { value, metadata }] of baggage?.getAllEntries() ?? []) {
    if (taken.has(key) || key.startsWith('sentry-')) continue;
    const member = `${encodeURIComponent(key)}=${encodeURIComponent(value)}${metadata ? `;${metadata.toString()}` : ''}`;
    const longer = header ? `${header},${member}` : member;
    if (longer.length <= MAX_CHARS) header = longer;
  }
  return sentry ? mergeBaggage(header, sentry) : header;
}
