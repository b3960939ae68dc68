import type { Random } from './random';

const FIXED = [
  '',
  ' ',
  '\ud800',
  'a\udfffb',
  '\u0000\u0001\u2028\u2029\u007f',
  '\ufeff{"type":"event"}',
  '\n{"type":"event"}\n{}\n',
  '__proto__',
  'constructor',
  'toString',
  '{{ default }}',
  '🦊'.repeat(100),
  'ä'.repeat(300),
  '\u0001'.repeat(300),
];
/** Texts that a pattern with two ways to match would stumble over; of the length where that costs. */
const NASTY = [
  '@',
  'a@',
  'a.',
  'eyJ',
  'eyJa.',
  '-----BEGIN PRIVATE KEY-----',
  'Bearer ',
  '4111 ',
  '4111-1111-',
  '//',
  'http://a:b@',
  'password=',
  '"password":"',
  '{"a":',
  '[[',
  '\\"',
  '%',
  '    at a (b:1:1)\n',
  '    at ',
  '(',
  ' '.repeat(50),
];

/** Ten of these fill any budget; made once, because 50 MB take long to make. */
const huge: string[] = [];

export function hugeText(): string {
  huge[0] ??= `${'A'.repeat(25_000_000)}\n${'ä'.repeat(1_000)}${'b@'.repeat(12_500_000)}`;
  return huge[0];
}

export function hostileText(random: Random): string {
  if (random.oneIn(3)) return random.pick(NASTY).repeat(1 + random.below(random.oneIn(100) ? 20_000 : 30));
  return random.pick(FIXED);
}
