const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Presets of libraries; the first six are servers' own. */
const PRESETS: Record<string, string> = {
  '@yearly': '@yearly',
  '@annually': '@annually',
  '@monthly': '@monthly',
  '@weekly': '@weekly',
  '@daily': '@daily',
  '@hourly': '@hourly',
  '@midnight': '@daily',
  '@minutely': '* * * * *',
  '@weekdays': '0 0 * * 1-5',
  '@weekends': '0 0 * * 0,6',
};

/** Libraries know names in full, too: `january`. */
function numbersIn(field: string, names: string[], first: number): string {
  return field.replace(/[a-z]{3,}/g, name => {
    const at = names.indexOf(name.slice(0, 3));
    return at < 0 ? name : `${at + first}`;
  });
}

/**
 * What a library runs a job by as the crontab of a monitor (protocol 20): five fields, with numbers for names. Undefined for what servers
 * cannot know: a time by the second, a date, a rule in parts.
 */
export function crontabOf(time: unknown): string | undefined {
  if (typeof time !== 'string') return undefined;
  const text = time.trim().toLowerCase();
  if (text.startsWith('@')) return PRESETS[text];
  const fields = text.split(/\s+/);
  // once in a minute, at whichever second
  if (fields.length === 6 && /^\d+$/.test(fields[0] ?? '')) fields.shift();
  const [minute, hour, dayOfMonth, month, dayOfWeek, more] = fields;
  if (month === undefined || dayOfWeek === undefined || more !== undefined) return undefined;
  // `?`, any day, is no word of servers
  const days = [dayOfMonth, numbersIn(month, MONTHS, 1), numbersIn(dayOfWeek, DAYS, 0)].map(field => (field === '?' ? '*' : field));
  return [minute, hour, ...days].join(' ');
}
