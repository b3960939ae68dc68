// What stands before the frames: V8 prints name and message there, and either can look like frames.
import { caught, v8Only } from '../program.mjs';

const raw = String.raw;
const plain = {
  frames: [
    ['pay', 'throw'],
    ['main', 'main'],
  ],
};
const throwing = message => raw`
function pay() { throw /*@throw*/new Error(${message}); }
function main() { const paid = /*@main*/pay(); return [paid]; }`;

export const messages = [
  caught('message-empty', 'no message', { source: throwing(''), ...plain }),
  caught('message-lines', 'a message of many lines', { source: throwing(raw`'one\ntwo\n\nthree'`), ...plain }),
  caught('message-frames', 'a message that looks like frames', {
    source: throwing(raw`'failed:\n    at fake (/app/fake.js:1:2)\n    at /app/fake.js:3:4\nfake@/app/fake.js:5:6'`),
    ...plain,
  }),
  caught('message-url', 'a message with an address', { source: throwing(raw`'GET http://shop.example:80/pay:1:2 (500)'`), ...plain }),
  caught('message-error', 'a message that begins as an error', { source: throwing(raw`'Error: Error: nested (x)'`), ...plain }),
  caught('message-long', 'a message of thousands of characters', { source: throwing(raw`'(x'.repeat(2000)`), ...plain }),
  caught('message-json', 'a message of JSON', {
    source: throwing(raw`JSON.stringify({ at: 'pay (x:1:1)', list: [1, { b: 2 }] }, null, 4)`),
    ...plain,
  }),
  caught('named', 'a class of its own', {
    source: raw`
/*@class*/class PaymentError extends Error { get name() { return 'PaymentError'; } }
function pay() { throw /*@throw*/new PaymentError('no funds'); }
function main() { const paid = /*@main*/pay(); return [paid]; }`,
    frames: [
      [
        { gecko: 'PaymentError', jsc: 'PaymentError', rest: null },
        { jsc: null, rest: { at: 'class', plus: 0 } },
      ],
      ...plain.frames,
    ],
  }),
  caught('cause', 'the cause of an error', {
    source: raw`
function pay() { throw /*@throw*/new Error('no funds'); }
function main() { try { /*@main*/pay(); } catch (cause) { throw new Error('no order', { cause }).cause; } }`,
    ...plain,
  }),
  caught('aggregate', 'an AggregateError', {
    source: raw`
function pay() { throw /*@throw*/new AggregateError([new Error('a')], 'all failed'); }
function main() { const paid = /*@main*/pay(); return [paid]; }`,
    ...plain,
  }),
  caught('native-json', 'an error of a native function', {
    source: raw`
function main() { const cart = JSON./*@main*/parse('{bad'); return [cart]; }`,
    frames: [
      [{ v8: 'JSON.parse', jsc: 'parse', bun: 'parse', gecko: null }, null],
      ['main', 'main'],
    ],
  }),
  caught('native-null', 'an error of the language', {
    source: raw`
function pay(cart) { return cart./*@throw*/items.length; }
function main() { const paid = /*@main*/pay(); return [paid]; }`,
    frames: [
      ['pay', { gecko: { at: 'throw', column: 'any' }, jsc: { at: 'throw', plus: -11 }, bun: { at: 'throw', column: 'any' }, v8: 'throw' }],
      ['main', 'main'],
    ],
  }),
  caught('native-undefined', 'a call of nothing', {
    source: raw`
const shop = {};
function pay() { const paid = shop./*@throw*/pay(); return [paid]; }
function main() { const paid = /*@main*/pay(); return [paid]; }`,
    frames: [
      ['pay', 'throw'],
      ['main', 'main'],
    ],
  }),
  caught('stack-overflow', 'too much recursion', {
    source: raw`
function dig() { const below = /*@throw*/dig(); return [below]; }
function main() { const below = dig(); return [below]; }`,
    frames: [],
    top: false,
    loose: true,
  }),
  caught('captured', 'Error.captureStackTrace', {
    only: v8Only,
    source: raw`
function fail() { const error = new Error('no funds'); Error.captureStackTrace(error, fail); throw error; }
function pay() { const paid = /*@throw*/fail(); return [paid]; }
function main() { const paid = /*@main*/pay(); return [paid]; }`,
    frames: [
      ['pay', 'throw'],
      ['main', 'main'],
    ],
  }),
  caught('name-changed', 'a name given later', {
    source: raw`
function pay() { const error = /*@throw*/new Error('no funds'); error.name = 'PaymentError'; throw error; }
function main() { const paid = /*@main*/pay(); return [paid]; }`,
    ...plain,
  }),
  caught('dom-exception', 'a DOMException', {
    source: raw`
function main() { const copy = /*@main*/structuredClone(main); return [copy]; }`,
    not: ['node', 'bun', 'deno'],
    frames: [
      [{ jsc: 'structuredClone', rest: null }, null],
      ['main', { gecko: { at: 'main', plus: 15 }, rest: 'main' }],
    ],
    loose: true,
  }),
];
