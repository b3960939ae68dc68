// Functions with names that a stack line could be misread by.
import { caught, others } from '../program.mjs';

const raw = String.raw;
// V8 adds the receiver to a name that is an identifier, Deno to any; WebKit knows no name that is computed.
const named = (name, { v8 = { deno: `Object.${name}`, rest: name }, bun = name, ...rest } = {}) => ({
  source: raw`
const shop = { [${JSON.stringify(name)}]() { throw /*@throw*/new Error('no funds'); } };
function main() { const paid = Reflect./*@main*/apply(shop[${JSON.stringify(name)}], shop, []); return [paid]; }`,
  frames: [
    [{ v8, bun, jsc: '?', rest: name }, 'throw'],
    ['main', 'main'],
  ],
  ...rest,
});

// A Gecko line is split at its first @, because an address may hold one and a name hardly ever does.
const notGecko = { not: ['gecko'] };

export const names = [
  caught('name-space', 'a name with spaces', named('pay the bill')),
  caught('name-brackets', 'a name with brackets', named('pay (now)')),
  caught('name-unicode', 'a name that is not ASCII', named('køb', { v8: 'Object.køb' })),
  caught('name-dollar', 'a name of signs', named('$_', { v8: 'Object.$_' })),
  caught('name-url', 'a name that is an address', named('https://shop.example/pay', notGecko)),
  caught('name-at', 'a name with an @', named('@pay', notGecko)),
  caught('name-async', 'a name that begins with async', named('async pay', { v8: { deno: 'Object.async pay', rest: 'pay' }, bun: 'pay' })),
  caught('name-dots', 'a name with dots', named('shop.pay.now')),
  caught('name-symbol', 'a method named by a symbol', {
    source: raw`
const key = Symbol('pay');
const shop = { [key]() { throw /*@throw*/new Error('no funds'); } };
function main() { const paid = shop[key]./*@main*/call(shop); return [paid]; }`,
    frames: [
      [{ deno: 'Object.[pay]', jsc: '?', rest: '[pay]' }, 'throw'],
      ['main', 'main'],
    ],
  }),
  caught('name-alias', 'a method under another name', {
    source: raw`
class Cart { pay() { throw /*@throw*/new Error('no funds'); } }
Cart.prototype.buy = Cart.prototype.pay;
function main() { const paid = new Cart()./*@main*/buy(); return [paid]; }`,
    frames: [
      [others('Cart.pay', 'pay'), 'throw'],
      ['main', 'main'],
    ],
  }),
  caught('name-none', 'functions without names', {
    source: raw`
const run = [() => { throw /*@throw*/new Error('no funds'); }];
function main() { const paid = /*@main*/(0, run[0])(); return [paid]; }`,
    frames: [
      [{ v8: 'run', gecko: 'run<', rest: '?' }, 'throw'],
      ['main', { bun: { at: 'main', plus: 8 }, rest: { at: 'main', plus: 11 } }],
    ],
  }),
  caught('name-keyword', 'methods named as stack lines begin', named('at', { v8: 'Object.at' })),
];
