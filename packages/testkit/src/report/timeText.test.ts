import { describe, expect, it } from 'vitest';
import { agoText, timeText } from './timeText';

describe('agoText', () => {
  it.each([
    [0, '0ms'],
    [0.0004, '0ms'],
    [0.3404, '-340ms'],
    [12.44, '-12.4s'],
    [123, '-2m 03s'],
    [11_100, '-3h 05m'],
    [-0.5, '+500ms'],
  ])('%d s before is %s', (seconds, text) => {
    expect(agoText(seconds)).toBe(text);
  });
});

describe('timeText', () => {
  it('is readable, in UTC, and empty for times no calendar has', () => {
    expect(timeText(1772359200.123)).toBe('2026-03-01 10:00:00.123Z');
    expect([timeText(undefined), timeText(1e20), timeText(Number.NaN)]).toEqual(['', '', '']);
  });
});
