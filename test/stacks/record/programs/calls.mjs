// Ways to be called. `main` is called by the program's last line, so every stack ends there.
import { caught, others, v8Only } from '../program.mjs';

const raw = String.raw;

export const calls = [
  caught('function', 'a function', {
    source: raw`
function pay() { throw /*@throw*/new Error('no funds'); }
function main() { const paid = /*@main*/pay(); return [paid]; }`,
    frames: [
      ['pay', 'throw'],
      ['main', 'main'],
    ],
  }),
  caught('arrow', 'an arrow function', {
    source: raw`
const pay = () => { throw /*@throw*/new TypeError('no funds'); };
const main = () => { const paid = /*@main*/pay(); return [paid]; };`,
    frames: [
      ['pay', 'throw'],
      ['main', 'main'],
    ],
  }),
  caught('method', 'a method of a class', {
    source: raw`
class Cart {
  total() {
    throw /*@throw*/new RangeError('too much');
  }
}
function main() { const cart = new Cart(); const sum = cart./*@main*/total(); return [sum]; }`,
    frames: [
      [others('Cart.total', 'total'), 'throw'],
      ['main', 'main'],
    ],
  }),
  caught('static-method', 'a static method', {
    source: raw`
class Cart {
  static empty() { throw /*@throw*/new Error('no cart'); }
}
function main() { const cart = Cart./*@main*/empty(); return [cart]; }`,
    frames: [
      [others({ v8: 'Cart.empty', 'node-20': 'Cart.empty' }, 'empty'), 'throw'],
      ['main', 'main'],
    ],
  }),
  caught('private-method', 'a private method', {
    source: raw`
class Cart {
  #check() { throw /*@throw*/new Error('no funds'); }
  pay() { const paid = this./*@pay*/#check(); return [paid]; }
}
function main() { const paid = new Cart()./*@main*/pay(); return [paid]; }`,
    frames: [
      [{ deno: 'Cart.#check', rest: '#check' }, 'throw'],
      [others('Cart.pay', 'pay'), { bun: 'pay', rest: { at: 'pay', plus: 6 } }],
      ['main', 'main'],
    ],
  }),
  caught('constructor', 'a constructor', {
    source: raw`
class Cart { constructor() { this.items = /*@new*/load(); } }
function load() { throw /*@throw*/new Error('no items'); }
function main() { const cart = /*@main*/new Cart(); return [cart]; }`,
    frames: [
      ['load', 'throw'],
      [others('new Cart', { bun: 'new Cart', gecko: 'Cart', jsc: 'Cart' }), 'new'],
      ['main', { bun: { at: 'main', plus: 0 }, rest: 'main' }],
    ],
  }),
  caught('super', 'a constructor called by super', {
    source: raw`
class Base { constructor() { throw /*@throw*/new Error('abstract'); } }
class Cart extends Base { constructor() { /*@super*/super(); } }
function main() { const cart = /*@main*/new Cart(); return [cart]; }`,
    frames: [
      [others('new Base', { bun: 'new Base', gecko: 'Base', jsc: 'Base' }), 'throw'],
      [others('new Cart', { bun: 'new Cart', gecko: 'Cart', jsc: 'Cart' }), 'super'],
      ['main', { bun: { at: 'main', plus: 0 }, rest: 'main' }],
    ],
  }),
  caught('getter', 'a getter', {
    source: raw`
class Cart { get sum() { throw /*@throw*/new Error('no prices'); } }
function main() { const cart = new Cart(); const sum = cart./*@main*/sum; return [sum]; }`,
    frames: [
      [others({ 'node-20': 'get sum [as sum]', deno: 'Cart.get sum', v8: 'get sum' }, { gecko: 'get sum', rest: 'sum' }), 'throw'],
      ['main', { gecko: { at: 'main', plus: -14 }, jsc: { at: 'main', plus: -10 }, bun: { at: 'main', column: 'any' }, rest: 'main' }],
    ],
  }),
  caught('object-method', 'a method of an object', {
    source: raw`
const shop = { checkout: { pay() { throw /*@throw*/new Error('no funds'); } } };
function main() { const paid = shop.checkout./*@main*/pay(); return [paid]; }`,
    frames: [
      [others('Object.pay', 'pay'), 'throw'],
      ['main', 'main'],
    ],
  }),
  caught('assigned-function', 'a function without a name on an object', {
    source: raw`
const shop = {};
shop.pay = function () { throw /*@throw*/new Error('no funds'); };
function main() { const paid = shop./*@main*/pay(); return [paid]; }`,
    frames: [
      [{ deno: 'Object.shop.pay', v8: 'shop.pay', gecko: 'shop.pay', rest: '?' }, 'throw'],
      ['main', 'main'],
    ],
  }),
  caught('array-callback', 'a callback of a native function', {
    source: raw`
function main() {
  const prices = [1]./*@main*/map(item => {
    throw /*@throw*/new Error('no price ' + item);
  });
  return [prices];
}`,
    frames: [
      [{ gecko: 'main/prices<', v8: '?', bun: '?', jsc: '?' }, 'throw'],
      [{ v8: 'Array.map', bun: 'map', jsc: 'map', gecko: null }, null],
      ['main', 'main'],
    ],
  }),
  caught('sort-callback', 'a comparison', {
    source: raw`
function compare() { throw /*@throw*/new Error('not comparable'); }
function main() { const sorted = [2, 1]./*@main*/sort(compare); return [sorted]; }`,
    frames: [
      ['compare', 'throw'],
      [{ v8: 'Array.sort', bun: 'sort', jsc: 'sort', gecko: null }, null],
      ['main', 'main'],
    ],
  }),
  caught('apply', 'a function called by Reflect.apply', {
    source: raw`
function pay() { throw /*@throw*/new Error('no funds'); }
function main() { const paid = Reflect./*@main*/apply(pay, { name: 'cart' }, []); return [paid]; }`,
    frames: [
      [others('Object.pay', 'pay'), 'throw'],
      [{ rest: null }, null],
      ['main', 'main'],
    ],
  }),
  caught('proxy', 'a trap of a proxy', {
    source: raw`
const trap = { get() { throw /*@throw*/new Error('not here'); } };
const shop = new Proxy({}, trap);
function main() { const item = Reflect./*@main*/get(shop, 'item'); return [item]; }`,
    frames: [
      [others('Object.get', 'get'), 'throw'],
      [{ v8: 'Reflect.get', bun: 'get', jsc: 'get', gecko: null }, null],
      ['main', 'main'],
    ],
  }),
  caught('generator', 'a generator', {
    source: raw`
function* items() { yield 1; throw /*@throw*/new Error('no more'); }
function main() { const all = items(); all.next(); const item = all./*@main*/next(); return [item]; }`,
    frames: [
      ['items', 'throw'],
      [{ v8: 'items.next', rest: null }, null],
      ['main', 'main'],
    ],
  }),
  caught('coercion', 'a conversion to text', {
    source: raw`
const price = { toString() { throw /*@throw*/new Error('no price'); } };
function main() { const text = /*@main*/String(price); return [text]; }`,
    frames: [
      [others('Object.toString', 'toString'), 'throw'],
      [{ v8: 'String', jsc: 'String', bun: 'String', gecko: null }, null],
      ['main', { gecko: { at: 'main', plus: 6 }, rest: 'main' }],
    ],
  }),
  caught('static-block', 'a static block', {
    source: raw`
function load() { throw /*@throw*/new Error('no settings'); }
function main() { class Settings { static { /*@block*/load(); } } return [Settings]; }`,
    frames: [
      ['load', 'throw'],
      [{ v8: { deno: 'Settings.<static_initializer>', rest: '<static_initializer>' }, rest: null }, 'block'],
    ],
    top: false,
    loose: true,
  }),
  caught('recursion', 'more calls than a stack shows', {
    source: raw`
Error.stackTraceLimit = 200;
function dig(depth) {
  if (depth > 120) throw /*@throw*/new Error('too deep');
  const below = /*@dig*/dig.call(null, depth + 1);
  return [below];
}
function main() { const below = dig(0); return [below]; }`,
    frames: [
      ['dig', 'throw'],
      ...Array.from({ length: 9 }, () => [
        'dig',
        { gecko: { at: 'dig', plus: 4 }, v8: { at: 'dig', plus: 4 }, jsc: { at: 'dig', plus: 8 }, bun: { at: 'dig', plus: 4 } },
      ]),
    ],
    top: false,
    loose: true,
  }),
  caught('bound', 'a bound function', {
    source: raw`
function pay() { throw /*@throw*/new Error('no funds'); }
const bound = pay.bind({ name: 'cart' });
function main() { const paid = /*@main*/bound(); return [paid]; }`,
    frames: [
      [others('Object.pay', 'pay'), 'throw'],
      ['main', 'main'],
    ],
  }),
  caught('tag', 'a tagged template', {
    source: raw`
function sql() { throw /*@throw*/new Error('no query'); }
function main() { const rows = sql/*@main*/${'`select 1`'}; return [rows]; }`,
    frames: [
      ['sql', 'throw'],
      ['main', { bun: { at: 'main', plus: -12 }, rest: { at: 'main', plus: 0 } }],
    ],
  }),
  caught('v8-frozen-limit', 'a limit of three frames', {
    only: v8Only,
    source: raw`
Error.stackTraceLimit = 3;
function a() { throw /*@a*/new Error('short'); }
function b() { const x = /*@b*/a(); return [x]; }
function c() { const x = /*@c*/b(); return [x]; }
function main() { const x = c(); return [x]; }`,
    frames: [
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'c'],
    ],
    top: false,
  }),
];
