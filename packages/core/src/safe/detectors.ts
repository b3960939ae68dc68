import { USER_INFO } from './scrubUrl';

/** Name, pattern, and what stands for a match if not group 1 and `[Filtered]`. */
export type Detector = [name: string, pattern: RegExp, replacement?: string | ((match: string) => string)];

/** The check digit of card numbers (ISO/IEC 7812-1) tells them from order numbers and clocks of 13 to 19 digits. */
function maskCard(text: string): string {
  const digits = text.replace(/\D/g, '');
  const sum = [...digits].reverse().reduce((all, digit, at) => all + +(at % 2 ? '0246813579'[+digit]! : digit), 0);
  return sum % 10 || digits.length < 13 || digits.length > 19 ? text : '[Filtered]';
}

/**
 * The first six are on by default. Every pattern is linear: it starts at a boundary or a literal, and what is unbounded in it cannot
 * fail once begun or cannot overlap with the next start. A token that lost its end to the length limit still counts.
 */
export const DETECTORS: Detector[] = [
  ['urlUserInfo', USER_INFO],
  ['privateKey', /()-----BEGIN [A-Z ]*PRIVATE KEY.*?(?:-----END[A-Z ]*-----|$)/gs],
  ['jwt', /()\beyJ[\w.-]{9,}/g],
  // Bearer and Basic are words too: what follows must hold a digit, a base64 sign or case that no name has
  [
    'token',
    /\b([Bb](?:earer|asic) +)(?=\S*[\d=+/]|\S*[a-z][A-Z]\w*[A-Z])[\w.~+/=-]{8,}|\b(?:(?:[prs]k_(?:live|test)|gh[oprsu]|github_pat|whsec)_|npm_(?![a-z]+_)|sk-(?=[\w-]{0,99}\d)|glpat-|xox[a-z]-|AIza|A[KS]IA)[\w-]{14,}/g,
  ],
  // first digit 2 to 6: millisecond clocks begin with 1
  ['card', /\b[2-6]\d{3}([ -]?)\d{4,6}\1\d{4,5}(?:\1\d{1,7})?\b/g, maskCard],
  // a version (`pkg@1.2.3`) and a picture (`logo@2x.png`) are no addresses
  ['email', /()\b[\w.+-]{1,64}@(?!\d+(?:x|\.\d))(?:[\w-]+\.)+[a-zA-Z]{2,}/g],
  ['iban', /()\b[A-Z]{2}\d\d(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?\b/g],
  ['phone', /()(?:\+|\b00)\d[\d ().-]{6,16}\d/g],
  [
    'ip',
    /()\b(?:\d{1,3}\.){3}\d{1,3}\b|(?:\b[\da-f]{1,4}:{1,2}){3,7}[\da-f]{1,4}\b|\b(?=[\da-f:]{0,38}\d)(?:[\da-f]{1,4}:){1,7}:(?:[\da-f]{1,4}(?::\b|\b))*/gi,
  ],
];
