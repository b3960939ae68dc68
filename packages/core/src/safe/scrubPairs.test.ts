import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gate } from './gate';
import { createScrubRules } from './scrub';
import { scrubPairs } from './scrubPairs';

const isSecret = (key: string) => /^(?:password|cookie)$/i.test(key);
const scrub = (text: string) => scrubPairs(text, isSecret);

/** What stands in JSON and could take a reader of brackets and quotes for a ride. */
const tricky = fc.stringMatching(/^[\]}[{"'\\,: a\n]{0,6}$/);
const nested = fc.letrec<{ node: unknown }>(tie => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tricky.map(text => `${text}CANARY${text}`),
    fc.array(fc.oneof(tricky, fc.integer(), tie('node')), { minLength: 1, maxLength: 3 }),
    fc.dictionary(fc.oneof(tricky, fc.constant('a')), tie('node'), { minKeys: 1, maxKeys: 3 }),
    tie('node').map(node => JSON.stringify(node)),
  ),
})).node;

describe('a secret in JSON that is cut short', () => {
  it('never leaves, however deep it is nested under its key and wherever the text is cut', () => {
    fc.assert(
      fc.property(nested, fc.nat({ max: 2 }), fc.constantFrom(undefined, 2), (value, levels, indent) => {
        let text = JSON.stringify({ before: 1, password: value, after: 'kept' }, undefined, indent);
        for (let level = 0; level < levels; level++) text = JSON.stringify({ body: text });
        for (let cut = 1; cut <= text.length; cut++) expect(scrub(text.slice(0, cut))).not.toContain('CANARY');
      }),
      { numRuns: 300 },
    );
  });

  it('takes nothing with it of what stands behind a list of lists, or less', () => {
    const flat = fc.oneof(tricky, fc.array(fc.oneof(tricky, fc.integer())), fc.dictionary(tricky, tricky));
    const value = fc.oneof(flat, fc.array(flat), fc.dictionary(tricky, flat));
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2), (password, indent) => {
        const text = JSON.stringify({ password, after: 'kept' }, undefined, indent);
        expect(scrub(text).replace(/\s/g, '')).toBe('{"password":[Filtered],"after":"kept"}');
      }),
      { numRuns: 2000 },
    );
  });

  it('is found among raw headers with blanks around the comma, cut anywhere', () => {
    const blanks = fc.constantFrom('', ' ', '\n    ', '\t');
    fc.assert(
      fc.property(fc.constantFrom('"', '\\"', '\\\\\\"'), blanks, blanks, (quote, before, after) => {
        // what stands in a sentence too
        fc.pre(before !== '' || after !== ' ');
        const comma = `${before},${after}`;
        const text = ['Host', 'a.example', 'Cookie', 'CANARY', 'Accept', '*/*'].map(word => quote + word + quote).join(comma);
        for (let cut = 0; cut <= text.length; cut++) {
          const { json } = gate(
            { extra: { raw: `[${text.slice(0, cut)}` } },
            createScrubRules(undefined, () => undefined),
          );
          expect(json).not.toContain('CANARY');
        }
        expect(scrub(text)).toBe(text.replace(`${quote}CANARY${quote}`, '[Filtered]'));
      }),
    );
  });
});

it.each([
  [`password='it\\'s' next`, 'password=[Filtered] next'],
  [`{ password: '' , a: 'b' }`, `{ password: [Filtered] , a: 'b' }`],
  ['{\\"password\\":\\"a\\\\\\"b c\\",\\"x\\":1}', '{\\"password\\":[Filtered],\\"x\\":1}'],
])('a quote that is escaped ends no secret: %s', (text, expected) => {
  expect(scrub(text)).toBe(expected);
});

it.each([
  'one of "password", "id" or "name"',
  '{"names":["email" , "cookie"],"cut":"off',
  '{"cookie":',
  'cookie=&a=b',
  '{"cookies":{"a":1},"x":"y',
  'a "password" } , { "b"',
])('what only looks like a secret stays: %s', text => {
  expect(scrub(text)).toBe(text);
});

it.each([
  ['"cookie":[', 'nested lists'],
  ['"cookie":["', 'lists of open strings'],
  ['"cookie" , ', 'keys without a value'],
  ['cookie={\\', 'backslashes'],
  ['"cookie":"\\', 'escapes'],
  ['{"cookie":{"a":[1],', 'objects without an end'],
  ['{"cookie":[["a"],', 'lists without an end'],
  ['"cookie",         ', 'blanks'],
])('comes to an end on a megabyte of %s (%s)', part => {
  const text = part.repeat(1_000_000 / part.length);
  expect(scrub(text).length).toBeLessThan(2 * text.length);
});
