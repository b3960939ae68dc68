// After an await V8 and JavaScriptCore tell who awaits (`async main`), Gecko tells nobody.
import { awaited, others, settled } from '../program.mjs';

const raw = String.raw;
const waiting = { v8: 'await', bun: 'call', rest: 'call' };

export const asynchronous = [
  settled('async', 'an async function after an await', {
    source: raw`
async function pay() { await null; throw /*@throw*/new Error('no funds'); }
async function main() { const paid = /*@await*/await /*@call*/pay(); return [paid]; }`,
    frames: [
      ['pay', 'throw'],
      [awaited('main'), waiting],
    ],
  }),
  settled('async-method', 'async methods', {
    source: raw`
class Cart {
  async pay() { await null; throw /*@throw*/new Error('no funds'); }
  async order() { const paid = /*@await*/await this./*@call*/pay(); return [paid]; }
}
async function main() { const order = /*@await2*/await new Cart()./*@call2*/order(); return [order]; }`,
    frames: [
      [others('Cart.pay', 'pay'), 'throw'],
      [awaited('Cart.order', 'order'), waiting],
      [awaited('main'), { v8: 'await2', rest: 'call2' }],
    ],
  }),
  settled('async-arrow', 'async arrow functions', {
    source: raw`
const pay = async () => { await null; throw /*@throw*/new TypeError('no funds'); };
const main = async () => { const paid = /*@await*/await /*@call*/pay(); return [paid]; };`,
    frames: [
      [{ bun: '?', jsc: '?', rest: 'pay' }, 'throw'],
      [awaited('main', '?'), waiting],
    ],
  }),
  settled('promise-all', 'Promise.all', {
    source: raw`
async function pay() { await null; throw /*@throw*/new Error('no funds'); }
async function main() { const all = /*@await*/await Promise./*@call*/all([null, pay()]); return [all]; }`,
    frames: [
      ['pay', 'throw'],
      [{ v8: 'Promise.all', rest: null }, null],
      [awaited('main'), { v8: 'await', bun: 'call' }],
    ],
  }),
  settled('promise-any', 'Promise.any, one of the errors', {
    source: raw`
async function pay() { await null; throw /*@throw*/new Error('no funds'); }
async function main() { try { await Promise.any([pay()]); } catch (error) { throw error.errors[0]; } }`,
    frames: [['pay', 'throw']],
    loose: true,
  }),
  settled('then', 'a callback of then', {
    source: raw`
function main() { return Promise.resolve(1).then(function pay() { throw /*@throw*/new Error('no funds'); }); }`,
    frames: [[{ gecko: 'pay', rest: 'pay' }, 'throw']],
    loose: true,
  }),
  settled('async-generator', 'an async generator', {
    source: raw`
async function* items() { yield 1; throw /*@throw*/new Error('no more'); }
async function main() { const seen = []; for await (const item of items()) seen.push(item); return seen; }`,
    frames: [['items', 'throw']],
    loose: true,
  }),
  settled('timer', 'a timer', {
    not: ['workerd'],
    source: raw`
function pay() { throw /*@throw*/new Error('no funds'); }
function main() {
  return new Promise((resolve, reject) => setTimeout(function onTimer() { try { /*@call*/pay(); } catch (error) { reject(error); } }, 1));
}`,
    frames: [
      ['pay', 'throw'],
      [others({ node: 'Timeout.onTimer [as _onTimeout]', deno: 'Timeout.onTimer [as _onTimeout]', v8: 'onTimer' }, 'onTimer'), 'call'],
    ],
    loose: true,
  }),
  settled('microtask', 'a microtask', {
    source: raw`
function main() {
  return new Promise((resolve, reject) => queueMicrotask(function onTask() { reject(/*@call*/new Error('no funds')); }));
}`,
    frames: [['onTask', 'call']],
    loose: true,
  }),
  settled('event', 'a listener of an event', {
    source: raw`
function main() {
  return new Promise((resolve, reject) => {
    const target = new EventTarget();
    target.addEventListener('pay', function onPay() { reject(/*@throw*/new Error('no funds')); });
    target./*@call*/dispatchEvent(new Event('pay'));
  });
}`,
    frames: [
      [{ node: 'EventTarget.onPay', chromium: 'EventTarget.onPay', deno: 'EventTarget.onPay', v8: 'onPay', rest: 'onPay' }, 'throw'],
    ],
    loose: true,
  }),
];
