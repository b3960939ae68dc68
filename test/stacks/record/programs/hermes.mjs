// What Hermes shows its own way: native code has frames, functions without a name are `anonymous`, evaluated code is `JavaScript`.
import { caught } from '../program.mjs';

const raw = String.raw;
const only = ['hermes'];

export const hermes = [
  caught('hermes-native', 'a callback of a native function', {
    only,
    source: raw`
function main() {
  const prices = [1]./*@main*/map(item => {
    throw /*@throw*/new Error('no price ' + item);
  });
  return [prices];
}`,
    frames: [
      ['anonymous', 'throw'],
      ['map', null],
      ['main', 'main'],
    ],
  }),
  caught('hermes-apply', 'a function called by Reflect.apply', {
    only,
    source: raw`
function pay() { throw /*@throw*/new Error('no funds'); }
function main() { const paid = Reflect./*@main*/apply(pay, { name: 'cart' }, []); return [paid]; }`,
    frames: [
      ['pay', 'throw'],
      ['apply', null],
      ['main', 'main'],
    ],
  }),
  caught('hermes-anonymous', 'a function without a name on an object', {
    only,
    source: raw`
const shop = {};
shop.pay = function () { throw /*@throw*/new Error('no funds'); };
function main() { const paid = shop./*@main*/pay(); return [paid]; }`,
    frames: [
      ['anonymous', 'throw'],
      ['main', 'main'],
    ],
  }),
  caught('hermes-generator', 'a generator', {
    only,
    source: raw`
function* items() { yield 1; throw /*@throw*/new Error('no more'); }
function main() { const all = items(); all.next(); const item = all./*@main*/next(); return [item]; }`,
    frames: [
      ['?anon_0_items', 'throw'],
      ['next', null],
      ['main', 'main'],
    ],
  }),
  caught('hermes-json', 'an error of a native function', {
    only,
    source: raw`
function main() { const cart = JSON./*@main*/parse('{'); return [cart]; }`,
    frames: [
      ['parse', null],
      ['main', 'main'],
    ],
  }),
  caught('hermes-eval', 'eval', {
    only,
    source: raw`
function pay() { throw /*@throw*/new Error('no funds'); }
function main() { const paid = /*@main*/eval('pay()'); return [paid]; }`,
    frames: [
      ['pay', 'throw'],
      ['eval', { file: 'JavaScript' }],
      ['main', 'main'],
    ],
  }),
];
