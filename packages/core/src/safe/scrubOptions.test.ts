import { createTestkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { createClient } from '../index';
import { createScrubRules } from './scrub';
import type { ScrubOptions } from './scrubOptions';

const warn = () => undefined;

describe('options', () => {
  it('that a build is without are said so', () => {
    const told: unknown[] = [];
    const logger = { warn: (line: unknown) => void told.push(line) };
    createClient({ ...createTestkit().options, scrub: { paths: ['a.b'], hash: { paths: ['c'] }, ip: 'full' }, logger });
    expect(told).toEqual(['scrub.paths', 'scrub.hash', 'scrub.ip'].map(key => `[vigil] V013 ${key}`));
  });

  it.each([[{ values: [{ name: 'x' }, null, 5] }], [{ values: 'x' }]])('bad patterns are skipped with a warning: %j', options => {
    const told: string[] = [];
    const own = createScrubRules(options as unknown as ScrubOptions, code => told.push(code));
    expect(told.length).toBeGreaterThan(0);
    expect(own.cleanText('password=x')).toBe('password=[Filtered]');
  });

  it.each([
    { keys: 5 },
    { keys: [null, {}, Symbol('x')] },
    { allowKeys: 'auth' },
    { allowKeys: [null, 5] },
    { detectors: null },
    5,
    'x',
    [],
  ])('rubbish never throws: %s', options => {
    const own = createScrubRules(options as unknown as ScrubOptions, warn);
    expect(own.isSecretKey('password')).toBe(true);
    expect(own.cleanText('a joe@example.com')).toBe('a [Filtered]');
  });
});

describe('hostile texts take linear time', () => {
  // what a quadratic pattern would need minutes for
  const n = 200_000;
  it.each([
    ['eyJ-', n],
    ['a.', n],
    ['a@', n],
    ['a.a-', n],
    ['=', n],
    ['a=', n],
    ['"a"  ', n],
    ['"a":"', n],
    ['","', n],
    ['"cookie","', n],
    ['"cookie",\\', n],
    ['"cookie":[', n],
    ['\\",\\"', n],
    ['//', n],
    ['://a', n],
    ['4', n],
    ['4111 ', n],
    ['Bearer ', n],
    ['Basic aA', n],
    ['-----BEGIN ', n],
    ['-----BEGIN A PRIVATE KEY', n],
    ['sk_live_', n],
    ['\\"', n],
    ["'", n],
    ['a@a.', n],
    ['[{', n],
    ['AAAA ', n],
    ['aB', n],
    ['?a=&#', n],
    ['A', n],
  ] as Array<[string, number]>)('%j repeated', (piece, length) => {
    const all = createScrubRules({ detectors: { iban: true, phone: true, ip: true } }, warn);
    const text = piece.repeat(length / piece.length);
    for (const variant of [text, text + '!', 'x ' + text + ' 1@', text + '=', `x${text}\u0000`])
      expect(typeof all.cleanText(variant)).toBe('string');
  });
});
