import fc from 'fast-check';
import { expect, test } from 'vitest';
import { geckoStackLineParser } from './geckoLine';
import { createStackParser } from './parseStack';
import type { StackLineParser } from './types';
import { v8StackLineParser } from './v8Line';

const parse = createStackParser(v8StackLineParser, geckoStackLineParser);
const names = (stack: string, skip?: number, pop?: number) => parse(stack, skip, pop).map(frame => frame.function);
const calls = (count: number) => Array.from({ length: count }, (_, i) => `    at f${i} (/app/a.js:${i + 1}:1)`).join('\n');

test('frames stand oldest call first, under a header that is none', () => {
  expect(
    parse(
      'TypeError: bar\n    at Foo.bar (/app/a.js:4:74)\n    at /app/a.js:5:68\n    at ModuleJob.run (node:internal/modules/esm/module_job:325:25)',
    ),
  ).toEqual([
    { function: 'ModuleJob.run', filename: 'node:internal/modules/esm/module_job', lineno: 325, colno: 25, in_app: false },
    { function: '?', filename: '/app/a.js', lineno: 5, colno: 68, in_app: true },
    { function: 'Foo.bar', filename: '/app/a.js', lineno: 4, colno: 74, in_app: true },
  ]);
});

test('a stack of Gecko has no header and parses with the same parser', () => {
  expect(names('fooIterator@https://x.test/:20:17\nfoo@https://x.test/:19:19\n@https://x.test/:24:7\n')).toEqual([
    '?',
    'foo',
    'fooIterator',
  ]);
});

test('what Node puts before the header of an uncaught error is no frame', () => {
  const stack =
    '/app/my file (1).js:1\nfunction f(){throw new Error("vm")};f()\n             ^\n\nError: vm\n    at f (/app/my file (1).js:1:20)';
  expect(names(stack)).toEqual(['f']);
});

test('a message of several lines is no frame', () => {
  const message =
    'Expected values to be strictly equal:\n\n1 !== 2\n\n  at least (so it seems)\n- at 10:30:15\nmail me@x.test\nhttps://x.test:8080\n';
  expect(names(`AssertionError [ERR_ASSERTION]: ${message}\n    at f (/app/a.js:1:2)`)).toEqual(['f']);
});

test('lines that look like another error are skipped', () => {
  expect(names('Error: a\n    at f (/app/a.js:1:2)\nCaused by: TypeError: b\n    at g (/app/a.js:3:4)')).toEqual(['g', 'f']);
  expect(names('    at Error: x (/app/a.js:1:2)')).toEqual([]);
});

test('skipFirstLines leaves out what the caller knows to be the message', () => {
  const stack = 'Error: remote said\n    at remote (/srv/b.js:1:2)\n    at f (/app/a.js:1:2)';
  expect(names(stack)).toEqual(['f', 'remote']);
  expect(names(stack, 2)).toEqual(['f']);
  expect(names(stack, 99)).toEqual([]);
});

test('the limit on lines counts after the skipped ones', () => {
  const message = 'line\n'.repeat(5000);
  expect(names(`${message}${calls(1)}`, 5000)).toEqual(['f0']);
  expect(names(`${message}${calls(1)}`)).toEqual([]);
});

test('at most 50 frames, those at the crash', () => {
  const frames = parse(`Error: x\n${calls(80)}`);
  expect(frames).toHaveLength(50);
  expect(frames.at(-1)?.function).toBe('f0');
  expect(frames[0]?.function).toBe('f49');
});

test('framesToPop drops frames at the crash and still leaves 50', () => {
  expect(names(calls(3), 0, 1)).toEqual(['f2', 'f1']);
  expect(names(calls(80), 0, 2)).toHaveLength(50);
  expect(names(calls(80), 0, 2).at(-1)).toBe('f2');
  expect(names(calls(3), 0, 9)).toEqual([]);
  expect(names(calls(3), 0, -1)).toHaveLength(3);
  expect(names(calls(3), 0, Number.NaN)).toHaveLength(3);
});

test.each([
  '(',
  ' (',
  ' ()',
  '((',
  ')',
  '(/',
  ':1',
  ':1:2), ',
  'eval at (',
  ' line 1 > ',
  '*',
  '*a@',
  'node_modules',
  '<anonymous>',
  'async ',
  '%',
])('is done with a thousand hostile lines of %j', unit => {
  for (const start of ['at ', 'at f (eval at ', 'f@', 'https://'])
    for (const end of ['', ')', 'x']) expect(parse(`${start}${unit.repeat(500)}${end}\n`.repeat(1000)).length).toBeLessThanOrEqual(50);
});

test('the wrapper that webpack puts around a location is taken off', () => {
  expect(parse('    at (error: (https://x.test/a.js:1:2))')[0]).toMatchObject({
    function: '?',
    filename: 'https://x.test/a.js',
    lineno: 1,
  });
});

test('lines may end as on Windows', () => {
  expect(names('Error: x\r\n    at f (/app/a.js:1:2)\r\n    at /app/a.js:3:4\r\n')).toEqual(['?', 'f']);
});

test('the lowest priority is asked first, and the first answer counts', () => {
  const own: StackLineParser = [10, line => (line.startsWith('at f ') ? { filename: 'own' } : undefined)];
  const parser = createStackParser(v8StackLineParser, own);
  expect(parser('    at g (/app/a.js:1:2)\n    at f (/app/a.js:1:2)')).toMatchObject([
    { filename: 'own', function: '?' },
    { function: 'g' },
  ]);
});

test('line parsers never see more than 1,024 characters nor more than 1,000 lines', () => {
  const seen: string[] = [];
  const parser = createStackParser([0, line => void seen.push(line)]);
  parser(`${'x'.repeat(2_000_000)}\n${'y\n'.repeat(2_000_000)}`);
  expect(seen).toHaveLength(1000);
  expect(seen[0]).toHaveLength(1024);
});

test('any text at all gives at most 50 well-formed frames and never throws', () => {
  const piece = fc.constantFrom(
    ...'at |async |eval at |(|)|(error: |@|:|:1:2|://|file:///|data:|,|<anonymous>| line 1 > |\n|\r|\u2028|%|\\|*|[native code]|node_modules/|:0x1|Error: |9'.split(
      '|',
    ),
  );
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 300 }).map(all => all.join('')),
  );
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: 5 }), fc.integer({ min: -3, max: 60 }), (stack, skip, pop) => {
      const frames = parse(stack, skip, pop);
      expect(frames.length).toBeLessThanOrEqual(50);
      for (const frame of frames) {
        expect(frame.function).toBeTruthy();
        expect(typeof frame.in_app).toBe('boolean');
        expect(frame.lineno === undefined || Number.isSafeInteger(frame.lineno)).toBe(true);
        expect(frame.colno === undefined || Number.isSafeInteger(frame.colno)).toBe(true);
        expect(JSON.stringify(frame).length).toBeLessThan(8000);
      }
    }),
    { numRuns: 2000 },
  );
});

test('a frame that an engine prints survives the way through the parser', () => {
  const name = fc.stringMatching(/^[A-Za-z_$][\w$]{0,20}(\.[A-Za-z_$][\w$]{0,20})?$/).filter(each => each !== 'async');
  const folder = fc.stringMatching(/^\/[\w -]{1,12}( \(\d\))?\/[\w.-]{1,12}\.js$/);
  fc.assert(
    fc.property(name, folder, fc.nat(1e6), fc.nat(1e6), (fn, filename, line, column) => {
      const frame = { function: fn, filename, lineno: line + 1, colno: column + 1, in_app: true };
      const place = `${filename}:${line + 1}:${column + 1}`;
      expect(parse(`    at ${fn} (${place})`)).toEqual([frame]);
      expect(parse(`    at async ${place}`)).toEqual([{ ...frame, function: '?' }]);
      expect(parse(`${fn}@${place}`)).toEqual([frame]);
      expect(parse(`    at ${fn} (eval at x (${place}), <anonymous>:1:1)`)).toEqual([frame]);
    }),
  );
});
