const MAX_CHARS = 8192;
const MAX_MEMBERS = 180;

export interface Baggage {
  /** The entries with the prefix `sentry-`, without it and decoded; undefined when there are none. */
  sentry?: Record<string, string>;
  /** Everybody else's entries, verbatim. */
  others: string;
}

// Most texts hold no code, and decoding is slow.
const decode = (text: string) => (text.includes('%') ? decodeURIComponent(text.trim()) : text.trim());

/**
 * A `baggage` header, or several as a list. What lies beyond the bounds of W3C Baggage (8,192 characters, 180 members) is not read. Of our
 * own entries, empty ones and such as do not decode are left out. Never throws.
 */
export function parseBaggage(header: unknown): Baggage {
  const parts: unknown[] = Array.isArray(header) ? header.slice(0, MAX_MEMBERS) : [header];
  let text = parts.filter(part => typeof part === 'string').join();
  // A member that the bound cuts in two is gone as a whole.
  if (text.length > MAX_CHARS) text = text.slice(0, text.lastIndexOf(',', MAX_CHARS) + 1);
  let sentry: Record<string, string> | undefined;
  const others = text.split(',', MAX_MEMBERS).filter(member => {
    const ours = /^\s*sentry-([^=]*)=?([^;]*)/.exec(member);
    if (!ours) return member.trim();
    try {
      const value = decode(ours[2]!);
      sentry ??= value ? {} : undefined;
      if (value && sentry) sentry[decode(ours[1]!)] = value;
    } catch {
      // Not percent coding: nobody's entry.
    }
    return false;
  });
  return { sentry, others: others.join().trim() };
}

/**
 * Our entries as a header, after those of `others`. A key that would bring the header over 8,192 characters, or whose value cannot be
 * coded, is left out. '' when there is nothing to send.
 */
export function formatBaggage(dsc: Record<string, string>, others = ''): string {
  let header = others;
  for (const key of Object.keys(dsc)) {
    try {
      const longer = `${header && header + ','}sentry-${encodeURIComponent(key)}=${encodeURIComponent(dsc[key]!)}`;
      if (longer.length <= MAX_CHARS) header = longer;
    } catch {
      // Half of a surrogate pair has no UTF-8.
    }
  }
  return header;
}

/** `existing` with our entries anew: other vendors' stay verbatim, Sentry's old ones go. */
export function mergeBaggage(existing: unknown, dsc: Record<string, string>): string {
  return formatBaggage(dsc, parseBaggage(existing).others);
}
