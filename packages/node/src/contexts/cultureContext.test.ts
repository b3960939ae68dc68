import { afterEach, describe, expect, it } from 'vitest';
import { readCultureContext } from './cultureContext';

const before = process.env['TZ'];
afterEach(() => {
  if (before === undefined) delete process.env['TZ'];
  else process.env['TZ'] = before;
});

describe('readCultureContext', () => {
  it.each(['Europe/Vienna', 'America/Argentina/Ushuaia', 'UTC', 'Etc/GMT+5'])('takes the zone %s from TZ', zone => {
    process.env['TZ'] = zone;
    expect(readCultureContext()['timezone']).toBe(zone);
  });

  it.each([':/etc/localtime', 'CET-1CEST,M3.5.0,M10.5.0/3', '/usr/share/zoneinfo/Europe/Vienna'])('does not pass on %s as a name', zone => {
    process.env['TZ'] = zone;
    expect(readCultureContext()['timezone']).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  it('agrees with Intl where TZ says nothing', () => {
    delete process.env['TZ'];
    const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
    expect(readCultureContext()).toEqual({ locale, timezone: timeZone });
  });
});
